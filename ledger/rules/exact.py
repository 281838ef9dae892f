"""Exact numbers: rounding and writing them without ever passing through a float.

Shares, prices and ratios are int, Decimal or Fraction. What is published is rounded half-up ("nearest", a
tie away from zero), because the agreements say "nearest" and no more (agreement section 11(e)).
"""

from decimal import Decimal
from fractions import Fraction

Exact = int | Decimal | Fraction

CENT_PLACES = 2
UNIT_PLACES = 7
# A factor that no finite decimal expresses is shown to ten places, as section 11(b) works its figures.
FACTOR_PLACES = 10


def half_up(value: Exact, places: int) -> Decimal:
    """The value rounded to so many decimal places, a tie away from zero, with exactly those places shown."""
    exact = Fraction(value)
    scaled = abs(exact) * 10**places
    digits = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = 1 if exact < 0 and digits else 0
    return Decimal((sign, tuple(int(digit) for digit in str(digits)), -places))


def to_cents(value: Exact) -> Decimal:
    """An amount of money rounded half-up to the cent."""
    return half_up(value, CENT_PLACES)


def whole_and_fraction(value: Exact) -> tuple[int, Fraction]:
    """A quantity that is not negative, as its whole part and the exact rest, which is below one."""
    exact = Fraction(value)
    whole = exact.numerator // exact.denominator
    return whole, exact - whole


def is_terminating(value: Exact) -> bool:
    """Whether a finite decimal expresses the value exactly."""
    rest = Fraction(value).denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def exact_decimal(value: Exact) -> Decimal:
    """The finite decimal equal to the value, with no trailing zeros; ValueError where there is none."""
    if not is_terminating(value):
        raise ValueError(f"{value} has no finite decimal")
    exact = Fraction(value)
    places = 0
    while exact.denominator != 1:
        exact *= 10
        places += 1
    return half_up(Fraction(value), places)


def trimmed(value: Exact, places: int) -> str:
    """The value half-up to so many places, written plainly without trailing zeros: "10", "0.5"."""
    text = f"{half_up(value, places):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact_text(value: Exact, places: int = FACTOR_PLACES) -> str:
    """The value written exactly where a finite decimal expresses it, else half-up to so many places."""
    return f"{exact_decimal(value):f}" if is_terminating(value) else trimmed(value, places)


def ratio_of(text: str) -> Fraction:
    """The exact value of a ratio as terms write it: "1", "0.5", "1/3", "1/343.65"."""
    top, _, bottom = text.partition("/")
    return Fraction(top.strip()) / Fraction(bottom.strip() or 1)


def ratio_text(value: Exact) -> str:
    """A ratio as terms write it: a decimal of at most ten places where one is exact, else a fraction."""
    exact = Fraction(value)
    if (exact * 10**FACTOR_PLACES).denominator == 1:
        return f"{exact_decimal(exact):f}"
    return f"{exact.numerator}/{exact.denominator}"


def money_text(value: Exact) -> str:
    """An amount half-up to the cent, written with two decimals: "19.60"."""
    return f"{to_cents(value):f}"


def price_text(value: Exact) -> str:
    """A price in effect: exact, with two decimals at least ("20.00"; "4.375" where it is not in cents)."""
    shown = exact_text(value)
    decimals = len(shown.partition(".")[2])
    return shown if decimals > CENT_PLACES else money_text(value)
