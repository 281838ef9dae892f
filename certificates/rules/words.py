"""Whole numbers in words, as a certificate spells its number of Rights."""

ONES = (
    "ZERO",
    "ONE",
    "TWO",
    "THREE",
    "FOUR",
    "FIVE",
    "SIX",
    "SEVEN",
    "EIGHT",
    "NINE",
    "TEN",
    "ELEVEN",
    "TWELVE",
    "THIRTEEN",
    "FOURTEEN",
    "FIFTEEN",
    "SIXTEEN",
    "SEVENTEEN",
    "EIGHTEEN",
    "NINETEEN",
)
TENS = ["-", "-", "TWENTY", "THIRTY", "FORTY", "FIFTY", "SIXTY", "SEVENTY", "EIGHTY", "NINETY"]
GROUPS = ((10**12, "TRILLION"), (10**9, "BILLION"), (10**6, "MILLION"), (10**3, "THOUSAND"))
LIMIT = 10**15


def in_words(number: int) -> str:
    """The number in capital English words: 1234 is "ONE THOUSAND TWO HUNDRED THIRTY-FOUR" (form.md F2).

    Whole numbers from 0 to below a quadrillion; raises ValueError for any other.
    """
    if not 0 <= number < LIMIT:
        raise ValueError(f"{number} cannot be put in words: it must be from 0 to {LIMIT - 1:,}.")
    if number == 0:
        return ONES[0]
    words = []
    for size, name in GROUPS:
        count, number = divmod(number, size)
        if count:
            words += [_below_thousand(count), name]
    if number:
        words.append(_below_thousand(number))
    return " ".join(words)


def _below_thousand(number: int) -> str:
    words = []
    hundreds, rest = divmod(number, 100)
    if hundreds:
        words += [ONES[hundreds], "HUNDRED"]
    if rest >= len(ONES):
        tens, ones = divmod(rest, 10)
        words.append(f"{TENS[tens]}-{ONES[ones]}" if ones else TENS[tens])
    elif rest:
        words.append(ONES[rest])
    return " ".join(words)
