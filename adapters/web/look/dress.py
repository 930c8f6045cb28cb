"""Gives an application the look: its files, its page of parts, its refusals and its rules."""

from fastapi import FastAPI

from adapters.web.look.page import look_page
from adapters.web.look.refusals import refuse_with_pages
from adapters.web.look.security import Guard, Hosts
from adapters.web.look.static import static


def dress(app: FastAPI, hosts: Hosts) -> None:
    """Once, before it serves. `hosts` comes from `security.hosts(address, *names)`."""
    app.include_router(static())
    app.include_router(look_page())
    refuse_with_pages(app)
    app.add_middleware(Guard, hosts=hosts)
