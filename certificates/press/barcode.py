"""Code 128, set B: the certificate number as bars, drawn as rectangles; and the way back to text."""

from collections.abc import Sequence
from itertools import pairwise

START_B, STOP = 104, 106
CHECK_MODULUS = 103
#: The widths of bar, space, bar, space, bar, space of each symbol (ISO/IEC 15417); the stop has one bar more.
PATTERNS = tuple(
    """
    212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212
    112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131
    311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321
    112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121
    313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111
    314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114
    122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212
    124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113
    114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112
    """.split()  # noqa: SIM905 - as a table
)
CODES = {pattern: code for code, pattern in enumerate(PATTERNS)}
SYMBOL_WIDTH, STOP_WIDTH = 11, 13


def symbols(text: str) -> list[int]:
    """The symbol codes of the text with start, check and stop; ASCII from space to tilde only."""
    if not (text.isascii() and text.isprintable()):
        raise ValueError(f"{text!r} cannot be a bar code: it must be plain ASCII.")
    codes = [START_B, *(ord(character) - 32 for character in text)]
    check = codes[0] + sum(place * code for place, code in enumerate(codes))
    return [*codes, check % CHECK_MODULUS, STOP]


def width_in_modules(text: str) -> int:
    """The width of the bars of the text, in modules."""
    return (len(text) + 2) * SYMBOL_WIDTH + STOP_WIDTH


def bars(text: str) -> list[tuple[int, int]]:
    """(left edge, width) of every bar, in modules from the left."""
    return [
        bar for place, code in enumerate(symbols(text)) for bar in symbol_bars(code, place * SYMBOL_WIDTH)
    ]


def symbol_bars(code: int, left: int) -> list[tuple[int, int]]:
    """(left edge, width) of the bars of one symbol that starts at `left`."""
    found = []
    for index, width in enumerate(map(int, PATTERNS[code])):
        if index % 2 == 0:
            found.append((left, width))
        left += width
    return found


def decode(edges: Sequence[tuple[float, float]]) -> str:
    """The text of bars given as (left, right) edges in any unit, in order.

    Raises ValueError if the bars are no Code 128 symbol with a right check: a decoder never guesses.
    """
    if not edges:
        raise ValueError("There are no bars to read.")
    widths = [edges[0][1] - edges[0][0]]
    for (_, right), (left, end) in pairwise(edges):
        widths += [left - right, end - left]
    module = (edges[-1][1] - edges[0][0]) / (STOP_WIDTH + SYMBOL_WIDTH * ((len(widths) - 7) // 6))
    digits = "".join(str(round(width / module)) for width in widths)
    patterns = [digits[index : index + 6] for index in range(0, len(digits) - 7, 6)] + [digits[-7:]]
    try:
        codes = [CODES[pattern] for pattern in patterns]
    except KeyError as unknown:
        raise ValueError(f"The bars {unknown} are no symbol of Code 128.") from None
    text = "".join(chr(code + 32) for code in codes[1:-2])
    if codes != symbols(text):
        raise ValueError(f"The bars read {text!r}, but their check symbol is wrong.")
    return text
