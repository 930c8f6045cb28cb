"""How reviewing goes, as a monitor reads it: over all groups, and nothing of what anybody wrote."""

from datetime import datetime

from prometheus_client import CollectorRegistry, Gauge

from bot.store.review_figures import ReviewFigures


def tell(registry: CollectorRegistry, figures: ReviewFigures, now: datetime) -> None:
    """A share that nothing was counted for yet isn't told: a zero would be praise."""

    def gauge(name: str, says: str, value: float) -> None:
        Gauge(name, says, registry=registry).set(value)

    waited = (now - figures.oldest).total_seconds() if figures.oldest else 0.0
    gauge("debrief_reviews_open", "Reviews that wait for a person.", figures.open)
    gauge("debrief_reviews_oldest_seconds", "How long the oldest waits.", waited)
    if figures.median is not None and figures.p95 is not None:
        gauge("debrief_review_seconds_median", "From asking to ruling.", figures.median.total_seconds())
        gauge("debrief_review_seconds_p95", "From asking to ruling, 95 %.", figures.p95.total_seconds())
    if figures.overturned.rate is not None:
        gauge("debrief_appeals_overturned_ratio", "Of appeals ruled on.", figures.overturned.rate)
    if figures.regretted.rate is not None:
        gauge("debrief_audits_regretted_ratio", "Of audits ruled on.", figures.regretted.rate)
