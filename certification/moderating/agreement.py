"""How far two readers agree: per cent, and Cohen's kappa. Pure calculation.

Kappa, unweighted (J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological
Measurement 20, 1960, 37-46): (observed agreement - agreement by chance) / (1 - agreement by chance), where chance is
what two readers would share who keep their own proportions of answers and give them without looking.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Agreement:
    number: int  # of pairs
    agreed: int
    kappa: float | None  # None: undefined

    @property
    def percent(self):
        return round(100 * self.agreed / self.number) if self.number else None

    @property
    def is_undefined(self):
        """There are pairs, but both readers always gave one and the same answer: chance alone explains all."""
        return self.number > 0 and self.kappa is None


def agreement(pairs):
    """pairs: (answer of the first reader, answer of the second), any values that can be compared and hashed."""
    pairs = list(pairs)
    agreed = sum(first == second for first, second in pairs)
    return Agreement(len(pairs), agreed, kappa(pairs))


def kappa(pairs):
    """Between -1 and 1; None without pairs, or where chance alone would make both always agree."""
    if not pairs:
        return None
    number = len(pairs)
    observed = Fraction(sum(first == second for first, second in pairs), number)
    firsts, seconds = Counter(first for first, _second in pairs), Counter(second for _first, second in pairs)
    by_chance = sum(Fraction(firsts[answer] * seconds[answer], number * number) for answer in firsts)
    return None if by_chance == 1 else float((observed - by_chance) / (1 - by_chance))
