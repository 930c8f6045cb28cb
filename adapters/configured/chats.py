"""The chats whose tokens are set."""

from adapters.discord.access import Access as DiscordAccess
from adapters.main import Chat
from adapters.settings import Settings
from adapters.slack.access import API, Access


def chats(settings: Settings) -> tuple[Chat, ...]:
    """The chats that this process speaks and listens to: a line for each adapter, there when its token is.

    Raises UserMustAct for settings that can't be meant.
    """
    slack, discord = slack_access(settings), discord_access(settings)
    found = (slack_chat(slack, settings),) if slack.wanted else ()
    return (*found, discord_chat(discord)) if discord.wanted else found


def slack_access(settings: Settings) -> Access:
    return Access(
        bot_token=settings.slack_bot_token,
        app_token=settings.slack_app_token,
        signing_secret=settings.slack_signing_secret,
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret,
        api_url=settings.slack_api_url or API,
        public_url=settings.url,
    )


def slack_chat(access: Access, settings: Settings) -> Chat:
    """Raises UserMustAct for settings that can't be meant together."""
    from adapters.sealing import sealing  # noqa: PLC0415  its library is loaded where it is wanted
    from adapters.slack.slack import Slack  # noqa: PLC0415  as above

    access.check()
    built = Slack(access, sealing(settings.secret_keys) if access.for_many else None)
    return Chat(
        built.platform,
        built.listen,
        built.serve,
        wire=built.wire,
        tend=built.tend,
        deaf=built.deaf,
        figures=built.figures,
        close=built.aclose,
    )


def discord_access(settings: Settings) -> DiscordAccess:
    return DiscordAccess(
        bot_token=settings.discord_bot_token,
        api_url=settings.discord_api_url,
        gateway_url=settings.discord_gateway_url,
    )


def discord_chat(access: DiscordAccess) -> Chat:
    """Raises UserMustAct for settings that can't be meant."""
    access.check()
    from adapters.discord.discord import Discord  # noqa: PLC0415  its library is loaded where it is wanted

    built = Discord(access)
    return Chat(
        built.platform,
        built.listen,
        wire=built.wire,
        tend=built.tend,
        deaf=built.deaf,
        figures=built.figures,
        close=built.aclose,
        files=built.files,
    )
