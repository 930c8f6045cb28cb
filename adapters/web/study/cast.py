"""Who is in the room."""

from adapters.web.room.values import RoomMember

YOU, ANA, BEN, CLEO, DEV = "you", "ana", "ben", "cleo", "dev"
MEMBERS = (
    RoomMember(YOU, "You"),
    RoomMember.playing(ANA, "Ana"),
    RoomMember.playing(BEN, "Ben"),
    RoomMember.playing(CLEO, "Cleo"),
    RoomMember.playing(DEV, "Dev"),
)
SAMPLES = frozenset(member.ref for member in MEMBERS if member.sample)
