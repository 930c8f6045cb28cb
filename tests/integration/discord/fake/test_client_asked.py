"""Commands, buttons, menus and forms of an unmodified discord.py, used by members on the fake."""

import asyncio
from typing import Any

import discord
import pytest
from discord import app_commands, ui

from bot.testing import FakeClock
from tests.fakes.discord.server import NotPossible, Shown
from tests.integration.discord.fake_discord_stage import Bot, Group, running, text_channel


class Form(ui.Modal, title="Answer privately"):
    words: ui.Label[Any] = ui.Label(
        text="Yours",
        component=ui.TextInput(custom_id="words", style=discord.TextStyle.paragraph, max_length=4000),
    )
    band: ui.Label[Any] = ui.Label(
        text="Band",
        component=ui.Select(custom_id="band", options=[discord.SelectOption(label="Strong", value="4")]),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        typed, chosen = self.words.component, self.band.component
        assert isinstance(typed, ui.TextInput)
        assert isinstance(chosen, ui.Select)
        await interaction.response.send_message(f"{typed.value}/{chosen.values[0]}", ephemeral=True)


class Card(ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.button(label="Grade me", custom_id="card:grade")
    async def grade(self, interaction: discord.Interaction, _: ui.Button[Any]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send("Your debrief.", ephemeral=True)

    @ui.button(label="Answer privately", custom_id="card:answer")
    async def answer(self, interaction: discord.Interaction, _: ui.Button[Any]) -> None:
        await interaction.response.send_modal(Form())

    @ui.button(label="Skip", custom_id="card:skip")
    async def skip(self, interaction: discord.Interaction, _: ui.Button[Any]) -> None:
        await interaction.response.edit_message(content="Skipped.", view=None)

    @ui.button(label="Nothing", custom_id="card:nothing")
    async def nothing(self, interaction: discord.Interaction, _: ui.Button[Any]) -> None:
        await asyncio.Event().wait()

    @ui.select(cls=ui.UserSelect, custom_id="card:who", placeholder="Who?")
    async def who(self, interaction: discord.Interaction, menu: ui.UserSelect[Any]) -> None:
        await interaction.response.send_message(menu.values[0].display_name, ephemeral=True)


def commands(bot: Bot) -> None:
    group = app_commands.Group(name="debrief", description="Practise.")

    @group.command(name="board", description="Who is where.")
    @app_commands.describe(period="Of when")
    async def board(
        interaction: discord.Interaction, period: str, member: discord.Member | None = None
    ) -> None:
        await interaction.response.defer(ephemeral=True)
        name = member.display_name if member else "all"
        await interaction.edit_original_response(content=f"{period}: {name}")

    @board.autocomplete("period")
    async def offered(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        known = ("week", "season", "all")
        return [
            app_commands.Choice(name=each.title(), value=each) for each in known if each.startswith(typed)
        ]

    @app_commands.command(name="debrief-admin", description="For organisers.")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
    async def admin(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Done.")

    @app_commands.context_menu(name="Use as my answer")
    async def use(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"Taken: {message.content}", ephemeral=True)

    bot.tree.add_command(group)
    bot.tree.add_command(admin)
    bot.tree.add_command(use)
    bot.add_view(Card())


async def card(stage: Group, bot: Bot) -> Shown:
    await text_channel(bot, stage.practice).send("Today's scenario.", view=Card())
    return stage.discord.messages(stage.practice, stage.ada)[-1]


async def test_commands_are_synced_and_used(stage: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(stage, monkeypatch, commands) as bot:
        assert len(await bot.tree.sync()) == 3
        discord_, ada = stage.discord, stage.ada
        outcome = await discord_.types_command(
            ada, stage.practice, "debrief board", period="week", member=stage.ben
        )

        assert outcome.answer == 5
        await eventually(lambda: outcome.message.text, "week: Ben")
        assert outcome.message.whispered
        assert await discord_.completes(ada, stage.practice, "debrief board", "period", "s") == [
            ("Season", "season")
        ]
        with pytest.raises(NotPossible):
            await discord_.types_command(ada, stage.practice, "debrief-admin")
        owner = stage.guild.members[stage.guild.owner_id]
        assert (await discord_.types_command(owner, stage.practice, "debrief-admin")).message.text == "Done."
        with pytest.raises(NotPossible):
            await discord_.types_command(owner, discord_.direct(owner), "debrief-admin")
        direct = await discord_.types_command(ada, discord_.direct(ada), "debrief board", period="all")
        await eventually(lambda: direct.message.text, "all: all")


async def eventually(said: Any, wanted: str) -> None:
    async with asyncio.timeout(30):
        while said() != wanted:  # noqa: ASYNC110  # the state of a library, which tells nobody of it
            await asyncio.sleep(0.005)


async def test_a_menu_beside_a_message_is_used(stage: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(stage, monkeypatch, commands) as bot:
        await bot.tree.sync()
        await stage.discord.posts(stage.ada, stage.practice, "Mine")
        (shown,) = stage.discord.messages(stage.practice, stage.ada)
        outcome = await stage.discord.uses_context_command(stage.ada, shown, "Use as my answer")

        assert (outcome.message.text, outcome.message.whispered) == ("Taken: Mine", True)


async def test_a_button_defers_and_whispers_later(stage: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(stage, monkeypatch, commands) as bot:
        outcome = await stage.discord.presses(stage.ada, await card(stage, bot), "Grade me")

        await eventually(lambda: outcome.message.text, "Your debrief.")
        assert [each.text for each in stage.discord.messages(stage.practice, stage.ben)] == [
            "Today's scenario."
        ]
        assert [each.whispered for each in outcome.messages] == [True]


async def test_a_form_opens_by_a_button_and_is_answered(
    stage: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(stage, monkeypatch, commands) as bot:
        opened = await stage.discord.presses(stage.ada, await card(stage, bot), "Answer privately")
        assert (opened.form.title, opened.form.labels) == ("Answer privately", ["Yours", "Band"])
        outcome = await stage.discord.submits(stage.ada, opened.form, words="My answer.", band="Strong")

        assert (outcome.message.text, outcome.message.whispered) == ("My answer./4", True)


async def test_a_menu_and_a_button_that_changes_its_card(
    stage: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(stage, monkeypatch, commands) as bot:
        shown = await card(stage, bot)
        chosen = await stage.discord.chooses(stage.ada, shown, "Who?", stage.ben.id)
        skipped = await stage.discord.presses(stage.ada, shown, "Skip")

        assert (chosen.message.text, skipped.message.text, skipped.message.buttons) == ("Ben", "Skipped.", [])


async def test_buttons_work_after_a_restart(stage: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(stage, monkeypatch, commands) as bot:
        shown = await card(stage, bot)
    async with running(stage, monkeypatch, commands):
        assert (await stage.discord.presses(stage.ada, shown, "Skip")).message.text == "Skipped."


async def test_who_is_not_answered_is_told_so(stage: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.discord.state.answer_within = 0.2
    async with running(stage, monkeypatch, commands) as bot:
        outcome = await stage.discord.presses(stage.ada, await card(stage, bot), "Nothing")

    assert (outcome.ok, [each.reason for each in stage.discord.complaints]) == (
        False,
        ["This interaction failed"],
    )


async def test_after_a_quarter_of_an_hour_a_token_is_spent(
    stage: Group, monkeypatch: pytest.MonkeyPatch, clock: FakeClock
) -> None:
    asked: list[discord.Interaction] = []

    def prepare(bot: Bot) -> None:
        @bot.tree.command(name="slow", description="Slow.")
        async def slow(interaction: discord.Interaction) -> None:
            asked.append(interaction)
            await interaction.response.defer()

    async with running(stage, monkeypatch, prepare) as bot:
        await bot.tree.sync()
        await stage.discord.types_command(stage.ada, stage.practice, "slow")
        clock.forward(minutes=15)
        with pytest.raises(discord.HTTPException) as no:
            await asked[0].followup.send("Late.")

    assert no.value.code == 50027


async def test_a_whisper_with_a_button_is_changed_by_it_and_taken_away(
    stage: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    def prepare(bot: Bot) -> None:
        @bot.tree.command(name="setup", description="Set up.")
        async def setup(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("Choose.", view=Card(), ephemeral=True)

    async with running(stage, monkeypatch, prepare) as bot:
        await bot.tree.sync()
        thread = await stage.discord.opens_thread(stage.ada, stage.practice, "Ours")
        whisper = (await stage.discord.types_command(stage.ada, thread, "setup")).message
        with pytest.raises(NotPossible):
            await stage.discord.presses(stage.ben, whisper, "Skip")
        changed = await stage.discord.presses(stage.ada, whisper, "Skip")

        assert (changed.message.id, changed.message.text, changed.message.whispered) == (
            whisper.id,
            "Skipped.",
            True,
        )
        assert [each.text for each in stage.discord.said(thread, stage.ben)] == []


async def test_a_menu_beside_a_person_is_used(stage: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    def prepare(bot: Bot) -> None:
        @bot.tree.context_menu(name="Look at")
        async def look(interaction: discord.Interaction, member: discord.Member) -> None:
            await interaction.response.send_message(member.display_name, ephemeral=True)

    async with running(stage, monkeypatch, prepare) as bot:
        await bot.tree.sync()
        outcome = await stage.discord.uses_context_command(stage.ada, stage.ben, "Look at", stage.practice)

        assert outcome.message.text == "Ben"


class Board(ui.LayoutView):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        again: ui.Button[Any] = ui.Button(label="Again", custom_id="board:again")
        again.callback = self.again  # type: ignore[method-assign]  # the library's own way
        self.add_item(ui.Container(ui.Section(ui.TextDisplay("## The board"), accessory=again)))

    async def again(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Again.", ephemeral=True)


async def test_a_layout_is_posted_and_its_button_pressed(
    stage: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(stage, monkeypatch, lambda bot: bot.add_view(Board())) as bot:
        await text_channel(bot, stage.practice).send(view=Board())
        (shown,) = stage.discord.messages(stage.practice, stage.ada)

        assert (shown.words, shown.buttons) == ("## The board", ["Again"])
        assert (await stage.discord.presses(stage.ada, shown, "Again")).message.text == "Again."
