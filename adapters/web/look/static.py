"""Serves the files that pages load, and no others."""

from fastapi import APIRouter, HTTPException, Request, Response

from adapters.web.look.files import FILES, PREFIX, Files

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


def static(files: Files = FILES) -> APIRouter:
    """A file under its own edition never changes.

    Under another one (a page that was open before an upgrade) the present file answers, once.
    """
    router = APIRouter(include_in_schema=False)

    @router.get(PREFIX + "/{edition}/{name:path}")
    @router.head(PREFIX + "/{edition}/{name:path}")
    async def file(request: Request, edition: str, name: str) -> Response:
        found = files.named.get(name)
        if found is None:
            raise HTTPException(404)
        headers = {
            "ETag": found.etag,
            "Cache-Control": FOR_EVER if edition == files.edition else ASK_AGAIN,
        }
        if found.etag in _known(request):
            return Response(status_code=304, headers=headers)
        return Response(found.content, media_type=found.media_type, headers=headers)

    @router.get("/favicon.ico")
    async def favicon() -> Response:
        icon = files.named["icon.svg"]
        return Response(icon.content, media_type=icon.media_type, headers={"ETag": icon.etag})

    return router


def _known(request: Request) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
