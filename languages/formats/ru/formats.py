"""What Django's Russian lacks: a month after its day stands in the genitive («29 ноября»)."""

MONTH_DAY_FORMAT = "j E"
