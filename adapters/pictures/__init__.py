"""Draws boards for chats and pages, in a child process that lives as long as there is something to draw."""

from adapters.pictures.painter import ChildPainter

__all__ = ["ChildPainter"]
