"""`/look`: the tokens and the parts of every page, shown by being used."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from adapters.web.look.templates import rendered
from adapters.web.look.tokens import TOKENS
from bot.domain.grade import Band, Level


def look_page() -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/look")
    async def look() -> HTMLResponse:
        return HTMLResponse(rendered("look.html", tokens=TOKENS, levels=list(Level), bands=list(Band)))

    return router
