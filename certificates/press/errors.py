"""What can go wrong at the press; every message is a sentence for staff."""


class PressError(Exception):
    """A certificate cannot be pressed as it stands: the holder belongs on the exception list."""


class UncoveredError(PressError):
    """A text has characters that no font can print; nothing is ever printed as an empty box."""

    def __init__(self, characters: set[str], text: str) -> None:
        self.characters = characters
        names = ", ".join(f"{character!r} (U+{ord(character):04X})" for character in sorted(characters))
        super().__init__(
            f"No font can print {names} in {text!r}. Correct the registration or have it transcribed."
        )


class UnseenError(PressError):
    """A text has letters that nobody can see, or that stand where others were lost."""

    def __init__(self, text: str, sentence: str) -> None:
        super().__init__(f"{text!r} cannot be printed. {sentence}")


class DoesNotFitError(PressError):
    """A text is too long or has too many lines for its place on the certificate; nothing is ever cut."""

    def __init__(self, slot: str, lines: tuple[str, ...]) -> None:
        self.slot, self.lines = slot, lines
        super().__init__(
            f"The {slot} does not fit on the certificate and is never cut: {' / '.join(lines)!r}."
        )
