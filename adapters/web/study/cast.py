"""Who is in the room."""

from adapters.web.room.values import RoomMember

YOU, ANA, BEN, CLEO, DEV = "you", "ana", "ben", "cleo", "dev"
MEMBERS = (
    RoomMember(YOU, "You"),
    RoomMember(ANA, "Ana (sample)", sample=True),
    RoomMember(BEN, "Ben (sample)", sample=True),
    RoomMember(CLEO, "Cleo (sample)", sample=True),
    RoomMember(DEV, "Dev (sample)", sample=True),
)
SAMPLES = frozenset(member.ref for member in MEMBERS if member.sample)
