"""What Cleo writes about the hailstorm: a good answer that nobody else has seen."""

TEXT = """\
A refusal is the mistake that I can't take back: a family with rain coming in believes us and stops asking. \
Of 40 refusals 11 were right, so roughly seven in ten of the 2,100 since Friday were wrong.

This hour: automatic refusals stop in every state, and whatever the model would refuse goes to an adjuster. \
Payments stay automatic up to $1,200; above that, and for roofs in the hail counties, a person decides, \
oldest claim first. That fills about 2,000 of the 2,400 desk reviews. The other 400 go to those refused \
since Friday, open roofs first, and I start before I know the cause. The head of claims may lower the cap, \
and nobody else may raise it. Callers hear: a person is looking at your claim again, you need do nothing, \
and we ring back by Thursday.

By tomorrow, three tests. First the cheapest: staff auditors mark 50 of the contractors' cases again, \
because if the audit is off, so is my number. Then 100 of Thursday's photos scored at both compressions, \
before anyone rolls back. Then agreement in the hail counties against the rest.

Refusals come back on at 85% agreement over 300 audits in each segment, three days running. Payments go off \
again below 60% on 100 audits.

In two weeks: audits on Saturdays and Sundays, and no new state goes automatic until it has passed 200 \
audits of its own weather."""
