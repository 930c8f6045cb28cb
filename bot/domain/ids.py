"""Typed ids, so that a person's id can't be handed over as a group's."""

from typing import NewType

GroupId = NewType("GroupId", int)
PersonId = NewType("PersonId", int)
InstallationId = NewType("InstallationId", int)
ChannelId = NewType("ChannelId", int)
PostId = NewType("PostId", int)
PostingId = NewType("PostingId", int)
AnswerId = NewType("AnswerId", int)
GradeId = NewType("GradeId", int)
SeasonId = NewType("SeasonId", int)
WeeklyBoardId = NewType("WeeklyBoardId", int)
DeliveryId = NewType("DeliveryId", int)
ReviewId = NewType("ReviewId", int)
OwnQuestionId = NewType("OwnQuestionId", int)
StoryId = NewType("StoryId", int)
ScenarioId = NewType("ScenarioId", str)
