"""Files that members give, in memory."""

from dataclasses import dataclass, field

from bot.domain.happenings import GivenFile
from bot.errors import UserMustAct


@dataclass(slots=True)
class FakeFiles:
    """Files that were given along with commands, by where they lie."""

    lying: dict[str, bytes] = field(default_factory=dict)

    def gives(self, name: str, data: bytes) -> GivenFile:
        where = f"file-{len(self.lying)}"
        self.lying[where] = data
        return GivenFile(name, len(data), where)

    async def fetch(self, file: GivenFile, most: int) -> bytes:
        if file.where not in self.lying or len(self.lying[file.where]) > most:
            raise UserMustAct("That file is gone. Nothing was changed. Give it again.")
        return self.lying[file.where]
