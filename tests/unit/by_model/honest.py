"""An honest answer to the hailstorm."""

ANSWER = """\
Which mistake can't we take back? A refused family under an open roof. So automatic refusals stop this hour,
and payments under $1,500 go on outside the hail counties.

I replay a hundred of Friday's photos at both compressions, and compare the hail counties with the rest. The
contractors mark twenty of Thursday's cases again, because the audit may be what changed.

The CFO gets two options with a price a day. The call centre says: a person reads your claim by Wednesday.
Refusals come back at 80 % agreement on 400 audits in each segment for two days, and I sign that.
"""
