"""What pages load, and what they are made of."""

import re
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from adapters.web.look.files import FILES, FOLDER, MEDIA_TYPES, read
from adapters.web.look.static import static
from adapters.web.look.templates import environment

KILOBYTES = 500
STYLES = [name for name in FILES.named if name.endswith(".css")]


def client() -> httpx.AsyncClient:
    app = FastAPI()
    app.include_router(static())
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost")


def test_all_files_together_stay_small() -> None:
    assert sum(len(file.content) for file in FILES.named.values()) <= KILOBYTES * 1024


def test_every_file_of_the_folder_has_a_type_to_be_served_as() -> None:
    assert {path.suffix for path in FOLDER.rglob("*") if path.is_file()} <= MEDIA_TYPES.keys()


def test_every_font_lies_beside_its_licence() -> None:
    licence = FILES.named["fonts/OFL.txt"].content.decode()

    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert licence.count("Reserved Font Name") >= 2


@pytest.mark.parametrize("name", STYLES)
def test_what_a_style_refers_to_is_there(name: str) -> None:
    folder = Path(name).parent
    style = FILES.named[name].content.decode()

    referred = re.findall(r'url\("?([^")]+)"?\)', style)

    assert {(folder / target).as_posix() for target in referred} <= FILES.named.keys()
    assert "@import" not in style


def test_an_address_of_a_missing_file_is_an_error_where_the_page_is_made() -> None:
    with pytest.raises(KeyError):
        FILES.address("missing.css")


def test_another_content_gives_other_addresses(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a {}\n")
    before = read(tmp_path)
    (tmp_path / "a.css").write_text("b {}\n")
    after = read(tmp_path)

    assert before.address("a.css") != after.address("a.css")


def test_only_kinds_that_are_known_are_read(tmp_path: Path) -> None:
    (tmp_path / "notes.bak").write_text("old")

    assert read(tmp_path).named == {}


async def test_a_file_is_kept_for_ever_under_its_own_edition() -> None:
    async with client() as browser:
        answer = await browser.get(FILES.address("tokens.css"))

    assert answer.status_code == 200
    assert answer.content == FILES.named["tokens.css"].content
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in answer.headers["cache-control"]


async def test_a_page_that_was_open_before_an_upgrade_still_gets_its_style() -> None:
    async with client() as browser:
        answer = await browser.get("/static/000000000000/tokens.css")

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"


async def test_who_has_the_file_gets_no_copy() -> None:
    async with client() as browser:
        first = await browser.get(FILES.address("base.css"))
        again = await browser.get(
            FILES.address("base.css"), headers={"If-None-Match": f'"x", W/{first.headers["etag"]}'}
        )

    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize(
    "path", ["../templates/page.html", "..%2f__init__.py", "%2e%2e/security.py", "fonts", "", "nothing.css"]
)
async def test_nothing_else_is_served(path: str) -> None:
    async with client() as browser:
        answer = await browser.get(f"/static/{FILES.edition}/{path}")

    assert answer.status_code == 404


@pytest.mark.parametrize("name", sorted(environment.list_templates(extensions=["html"])))
def test_a_template_holds_nothing_that_the_pages_rules_refuse(name: str) -> None:
    assert environment.loader is not None
    source = environment.loader.get_source(environment, name)[0]

    assert not re.search(r"<[^>]*\sstyle\s*=", source), "a style attribute"
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", source), "an inline handler"
    assert not re.search(r"<script(?![^>]*(?:\bsrc=|type=.application/json))", source), "an inline script"
    assert "<style" not in source
    assert not re.search(r"\|\s*safe\b", source), "a value that isn't escaped"
    assert not re.search(r"autoescape\s+false", source)
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", source), "a file from elsewhere"
