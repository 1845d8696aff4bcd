"""Syntax of other Markdown dialects and typing mistakes, each with the correct form.

`edition.checks.markdown` applies the lists from top to bottom and hides what a rule has found from
the rules after it, so that one mistake gives one message.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """Some syntax that the pages must not use.

    Attributes:
        pattern: matches it; the message quotes the last group of the pattern, if it has one.
        what: what is wrong; “%s” is replaced by the text that was found.
        hint: what would be right.
    """

    pattern: re.Pattern[str]
    what: str
    hint: str


def _rule(pattern: str, what: str, hint: str) -> Rule:
    return Rule(re.compile(pattern, re.MULTILINE), what, hint)


# Applied to the text as typed.
AS_TYPED = [
    _rule(
        r"^((?:<{7}|>{7})(?: .*)?)$",
        "“%s” marks a conflict of two versions.",
        "Keep one of the two, and delete the marks.",
    ),
    _rule(
        r"^[ \t]*/{3,}.*$",
        "“%s” neither opens nor closes a block.",
        "Begin the line with “/// name”, or end a block with “///”.",
    ),
    _rule(r"\\\[@[^\]\n]*\]?", "“%s” would show the citation as text.", "Remove the backslash."),
    _rule(
        r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?",
        "“%s” is an image.",
        "Draw a chart from data and place it with “/// chart | name”.",
    ),
    _rule(
        r"^[ \t]*\[\^[^\]\s]*\]:.*$|\[\^[^\]\s]*\]|\^\[[^\]\n]*\]?",
        "“%s” is a note made by hand.",
        "Cite a source, [@source-id, page 3]: its note is made from the list.",
    ),
    _rule(
        r"\[@[^\[\]]*?(?=\[|\n|\Z)(?![^\[\]]*\])",
        "The citation “%s” is not closed.",
        "End it with “]”; a locator contains no brackets.",
    ),
    _rule(
        r"^[ \t]*(\[@[^\]]*\]:).*$",
        "“%s” would begin a note by hand.",
        "Put the citation behind the sentence that it supports.",
    ),
    _rule(
        r"\[@[^\]]*[*`<>{}\\][^\]]*\]",
        "The locator in “%s” contains markup.",
        "Write it in plain words.",
    ),
    _rule(
        r"(?<!\\)\[(?:[^\[\]\n]|\n)*\[@[^\]]*\][^\[\]]*\]\([^)]*\)",
        "“%s” has a citation in the words of a link.",
        "Put the citation behind the link.",
    ),
]

# Applied after code, escaped characters and citations are hidden.
LINKS_AND_HTML = [
    _rule(
        r"<(?:mailto:)?[^<>\s@]+@[^<>\s]+>",
        "“%s” would be published in codes.",
        "Write [words](mailto:address).",
    ),
    # HTML.
    _rule(
        r"<!--.*?(?:-->|\Z)",
        "“%s” hides words, which the pages do not.",
        "Delete them; git keeps what was.",
    ),
    _rule(
        r"</?([A-Za-z][\w-]*)(?![\w+.-]*[@:])[^<>]*>?",
        "The element <%s> is not allowed on a page.",
        "Say it in Markdown, or use a block.",
    ),
    _rule(r"<[?!][^>\n]*>?", "“%s” is HTML.", "Say it in Markdown, or use a block."),
    # Links.
    _rule(
        r"^[ \t]*\[[^\]]+\]:[ \t]*\S.*$",
        "“%s” keeps an address apart from its words.",
        "Write the link where it stands: [words](address).",
    ),
    _rule(
        r"\]\(([^()\n\"]*[^()\n\"\s]\s+[^()\n\"]+)\)",
        "The link's address “%s” holds a space.",
        "Write it without, or with %20.",
    ),
    _rule(
        r"\][ \t]+\((?:[^()\s]+\.md|https?:|#)[^()\s]*\)",
        "“%s” makes no link, because a blank stands between.",
        "Remove the blank.",
    ),
    _rule(
        r"\][ \t]?\[[^\]\n]*\]",
        "“%s” keeps an address apart from its words.",
        "Write the link where it stands: [words](address).",
    ),
    _rule(
        r"(?<![(<\[\w\"])https?://[^\s<>]+",
        "“%s” is an address that leads nowhere.",
        "Write [words](address), or put it between < and >.",
    ),
    _rule(
        r"\[\s*\]\([^)\n]*\)",
        "The link “%s” has no words.",
        "Write between the brackets what it leads to.",
    ),
    _rule(r"(\]\([^()\n]*)$", "The address in “%s” is not closed.", "End it with “)”."),
    _rule(r"\]\(<?(https?:(?!//)[^)\n>]*)", "“%s” is no address.", "Begin it with https://."),
    _rule(r"\]\(<?(www\.[^)\n>]*)", "“%s” is no address.", "Begin it with https://."),
]

# Applied after addresses are hidden too.
SIGNS = [
    # Blocks of other dialects.
    _rule(
        r"^[ \t]*(?:!!!|\?\?\?\+?).*$",
        "“%s” is an admonition, which would be published as it is typed.",
        "Write “/// guide”, “/// box”, “/// correction” or “/// dispute”, and “///” after it.",
    ),
    _rule(
        r"^[ \t]*===[+!]*[ \t]*[\"“].*$",
        "“%s” is a tab, which would be published as it is typed.",
        "Write the parts one after the other, under headings.",
    ),
    _rule(
        r"^[ \t]*:::.*$",
        "“%s” is a container of another dialect.",
        "Write a block, “/// name”, and “///” after it.",
    ),
    _rule(
        r"^[ \t]*(?:[-*+]|\d+\.)[ \t]+\[[ xX]?\](?!\().*$",
        "“%s” is a task.",
        "Write a plain list: “- …”.",
    ),
    _rule(
        r"^:[ \t]+.*$",
        "“%s” is a definition of another dialect.",
        "Write a list: “- **word**: meaning”.",
    ),
    _rule(
        r"^\*\[[^\]]*\]:.*$",
        "“%s” explains an abbreviation where no reader sees it.",
        "Explain it in the text, where it first appears.",
    ),
    _rule(
        r"^[ \t]*>[ \t]*\[!.*$",
        "“%s” is an admonition, which would be published as it is typed.",
        "Write “/// guide”, “/// box”, “/// correction” or “/// dispute”, and “///” after it.",
    ),
    _rule(
        r"^[ \t]*(?:>|(?:[-*+]|\d+\.)(?=[ \t]))[ \t]*(?:>|(?:[-*+]|\d+\.|#+)(?=[ \t]|$)).*$",
        "“%s” begins a list, heading or quotation inside of another.",
        "Write one after the other.",
    ),
    _rule(r"^[ \t]*\[TOC\][ \t]*$", "“%s” would print a second table of contents.", "Remove it."),
    _rule(r"^[ \t]*-+8<-+.*$", "“%s” would not include a file.", "Write the text here."),
    _rule(r"^#(p\d+[a-z]?)[ \t]*$", "“#%s” numbers nothing.", "Write it in braces: {#p12}."),
    _rule(
        r"^#{1,6}[^# \t\n{].*$", "“%s” is no heading without a space.", "Put a space behind the #."
    ),
    _rule(
        r"^(#{1,6})[ \t]*$", "“%s” begins a heading without words.", "Add its words, or delete it."
    ),
    _rule(
        r"^[ \t]+#{1,6}[ \t].*$",
        "“%s” is no heading, because blanks stand before it.",
        "Remove the blanks.",
    ),
    _rule(
        r"(?<=\n)(?:=+|-+)[ \t]*$", "“%s” makes the line above a heading.", "Write headings with #."
    ),
    _rule(
        r"^[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$",
        "The line of “%s” has no form on paper.",
        "Begin a new part with a heading.",
    ),
    # Inline syntax of other dialects.
    _rule(
        r"(?<![\w/])__?[^_\s](?:[^_\n]*[^_\s])?__?(?![\w/])",
        "“%s” is emphasis of another dialect.",
        "Write *emphasis* or **strong words**.",
    ),
    _rule(
        r"==[^=\s](?:[^=\n]*[^=\s])?==",
        "“%s” is a mark, which would be published as it is typed.",
        "Write *emphasis*.",
    ),
    _rule(
        r"~~?[^~\s](?:[^~\n]*[^~\s])?~~?",
        "“%s” strikes out or lowers, which would be published as it is typed.",
        "Write what holds, without the signs.",
    ),
    _rule(
        r"\^\^?[^\^\s](?:[^\^\n]*[^\^\s])?\^\^?",
        "“%s” inserts or raises, which would be published as it is typed.",
        "Write the words without the signs.",
    ),
    _rule(
        r"\+\+[^+\s][^\n]*?[^+\s]\+\+",
        "“%s” names keys, which would be published as it is typed.",
        "Write the words without the signs.",
    ),
    _rule(
        r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])",
        "“%s” is an emoji, which would be published as it is typed.",
        "Say it in words.",
    ),
    _rule(
        r"\$\$|(?<![\w$])\$(?![\s\d])[^$\n]*(?<!\s)\$(?!\w)",
        "“%s” is mathematics, which would be published as it is typed.",
        "Say it in words.",
    ),
    _rule(r"\[\[[^\]\n]*\]\]", "“%s” is a link of another dialect.", "Write [words](page.md#id)."),
    _rule(
        r"&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]\w+);",
        "“%s” stands for a character.",
        "Type the character itself.",
    ),
    _rule(r"(“\s*”)", "“” holds no words.", "Write the words of the quotation, or delete it."),
    _rule(r"(\.{3,})", "“%s” are three full stops.", "Type “…”."),
    _rule(
        r"(?<=[\w,.)”])[ ]?--+[ ]?(?=[\w“(])",
        "“%s” is no dash.",
        "Type – (or a hyphen, if one is meant).",
    ),
    # Line ends.
    _rule(r"[ \t]{2,}(?=\n)", "Blanks at the end of the line would break it.", "Remove them."),
    _rule(
        r"(\\)(?=\n|\Z)",
        "“%s” at the end of the line would be published as it is typed.",
        "Remove it.",
    ),
    _rule(r"(\\\S)", "“%s” would show its backslash.", "Remove the backslash."),
]

# Applied to blocks of one kind.
_LIST = r"(?:[-*+]|\d+\.)[ \t]+"
IN_KIND = {
    "paragraph": [
        _rule(
            r"\A(?: {4}|\t).*$",
            "The line begins with four blanks: readers would see it as program code.",
            "Remove the blanks.",
        ),
        _rule(
            r"^[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+$",
            "“%s” belongs to a table whose lines do not begin with “|”.",
            "Begin and end each line with “|”.",
        ),
        _rule(
            r"^[ \t]*(\(?(?:\d+|[a-z])\))[ \t]",
            "“%s” begins no list.",
            "Begin each line of a list with “1.”, “2.” or “-”.",
        ),
        _rule(
            rf"(?<=\n)[ \t]*({_LIST}[\s\S]*)",
            "“%s” begins no list in the middle of a paragraph.",
            "Put an empty line before the list.",
        ),
        _rule(
            r"\A(?![ \t]*>)[\s\S]*?\n([ \t]*>.*)$",
            "“%s” begins no quotation in the middle of a paragraph.",
            "Put an empty line before the quotation.",
        ),
        _rule(
            r"(?<=\n)[ \t]*(\|[\s\S]*)",
            "“%s” begins no table in the middle of a paragraph.",
            "Put an empty line before the table.",
        ),
    ],
    "list": [
        _rule(
            r"(?<=\n)[ \t]*([|>][\s\S]*)",
            "“%s” begins no table or quotation in the middle of a list.",
            "Put an empty line before it.",
        ),
        _rule(
            r"\A(?!1\.)(\d+\.)[ \t].*$",
            "“%s” begins a numbered list.",
            "Write “1.”, or, if the line begins with a year, “In 1986 …”.",
        ),
        _rule(
            rf"^[ \t]+{_LIST}.*$",
            "“%s” is a list in a list, or stands indented.",
            "Write a flat list, each line from the left edge.",
        ),
        _rule(
            r"^([-*+]|\d+\.)[ \t]*$",
            "“%s” begins an item without words.",
            "Write its words on the same line, or delete it.",
        ),
    ],
}
