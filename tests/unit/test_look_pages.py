"""The page of parts, and the pages that stand for one that couldn't be given."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import httpx
import pytest
from fastapi import FastAPI, HTTPException
from fastapi.responses import HTMLResponse

from adapters.web.look.dress import dress
from adapters.web.look.files import FILES
from adapters.web.look.security import hosts
from adapters.web.look.templates import rendered
from adapters.web.look.tokens import TOKENS
from bot.errors import RetryLater, UserMustAct

PARTS = ("base", "reading", "controls", "states")
HOSTILE = "<script>alert(1)</script> \u202e\"'&"


class Page(HTMLParser):
    """Collects classes, ids and what refers to ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.classes = set[str]()
        self.ids = list[str]()
        self.refers = set[str]()
        self.tags = list[str]()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.classes |= set(said.get("class", "").split())
        self.ids += [said["id"]] if "id" in said else []
        for name in ("for", "aria-labelledby", "aria-describedby"):
            self.refers |= set(said.get(name, "").split())
        if said.get("href", "").startswith("#"):
            self.refers.add(said["href"][1:])


def server() -> FastAPI:
    app = FastAPI()

    @app.get("/number/{number}")
    async def number(number: int) -> HTMLResponse:
        return HTMLResponse(str(number))

    @app.get("/raises/{name}")
    async def raises(name: str) -> HTMLResponse:
        raise {
            "act": UserMustAct(f"Nothing of {HOSTILE} was kept."),
            "later": RetryLater("The chat is busy.", timedelta(seconds=1.5)),
            "forbidden": HTTPException(403, "Only its author can edit it."),
            "bug": ZeroDivisionError(),
        }[name]

    dress(app, hosts("127.0.0.1"))
    return app


def browser(accept: str = "text/html", **headers: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(server(), raise_app_exceptions=False)
    said = {"accept": accept, **headers}
    return httpx.AsyncClient(transport=transport, base_url="http://localhost", headers=said)


@pytest.fixture
async def look() -> Page:
    async with browser() as person:
        return Page((await person.get("/look")).text)


def test_every_class_of_the_parts_is_shown(look: Page) -> None:
    style = "".join(FILES.named[f"{name}.css"].content.decode() for name in PARTS)
    style = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", style, flags=re.DOTALL)
    named = set(re.findall(r"\.([a-z][a-z-]*)", style))
    of_other_pages = {"page", "wide", "far", "dialog"}  # layouts and what opens over a page

    assert named - look.classes == of_other_pages


def test_every_colour_has_its_swatch(look: Page) -> None:
    style = FILES.named["look.css"].content.decode()
    wanted = {f"swatch-{colour.name}" for colour in TOKENS.colours}

    assert wanted <= look.classes
    assert wanted == set(re.findall(r"\.(swatch-[a-z-]+) ", style))


def test_what_the_page_refers_to_is_on_it_once(look: Page) -> None:
    assert len(look.ids) == len(set(look.ids))
    assert look.refers <= set(look.ids)


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/nothing", 404, "Nothing is here"),
        ("/number/many", 400, "Something was missing"),
        ("/raises/act", 409, "was kept."),
        ("/raises/later", 503, "The chat is busy."),
        ("/raises/forbidden", 403, "Only its author can edit it."),
        ("/raises/bug", 500, "What was saved before is safe."),
    ],
)
async def test_a_refusal_is_a_page_that_says_what_happened(path: str, status: int, says: str) -> None:
    async with browser() as person:
        answer = await person.get(path)

    assert answer.status_code == status
    assert says in answer.text
    assert "main" in Page(answer.text).tags
    assert "script" not in Page(answer.text).tags


async def test_another_method_is_refused_with_the_ones_there_are() -> None:
    async with browser() as person:
        answer = await person.post("/number/7")

    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert "Nothing was changed." in answer.text


async def test_who_has_to_wait_is_told_how_long() -> None:
    async with browser() as person:
        assert (await person.get("/raises/later")).headers["retry-after"] == "2"


async def test_a_script_gets_the_sentence_alone() -> None:
    async with browser("*/*") as script:
        answer = await script.get("/raises/act")

    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text == f"That couldn't be done. Nothing of {HOSTILE} was kept.\n"


def test_a_value_is_never_markup() -> None:
    page = rendered("refusal.html", title=HOSTILE, says=HOSTILE, status=400)

    assert "script" not in Page(page).tags
    assert page.count("&lt;script&gt;") == 3
