"""Documents of office programs as offices send them, and as somebody makes them to do harm."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="urn:wps"'
)
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODF = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for name, space in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("style", "style"),
            ("draw", "drawing"),
        )
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def packed(parts: dict[str, str | bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def relations(**targets: str) -> str:
    """Return a list of relations: of the kind of each, under the key r and its number."""
    rows = "".join(
        f'<Relationship Id="r{number}" Type="{KIND}/{kind.rstrip("_")}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{rows}</Relationships>'


MAIN = relations(officeDocument="word/document.xml")


def paragraph(*runs: str, looks: str = "") -> str:
    return f"<w:p><w:pPr>{looks}</w:pPr>{''.join(runs)}</w:p>"


def run(words: str, looks: str = "", tag: str = "t") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def word(body: str, **parts: str) -> bytes:
    """Return a letter of Word with its body and further parts (styles, numbering, footnotes, comments, header)."""
    named = {f"word/{kind}.xml": f"<w:{kind} {W}>{part}</w:{kind}>" for kind, part in parts.items()}
    return packed(
        {
            "_rels/.rels": MAIN,
            "word/_rels/document.xml.rels": relations(**{kind: f"{kind}.xml" for kind in parts}),
            "word/document.xml": f"<w:document {W} {R} {MORE}><w:body>{body}</w:body></w:document>",
            **named,
        }
    )


ITEM = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="russianLower"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
BOX = (
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>"
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent>"
).format(paragraph(run("Исх. № 12-05/317")))
LETTER = word(
    paragraph(f"<w:r>{BOX}</w:r>")
    + paragraph(
        run("План "),
        f'<w:del w:id="1" w:author="x">{run("не ", tag="delText")}</w:del>',
        f'<w:ins w:id="2" w:author="x">{run("уже ")}</w:ins>',
        run("утверждён"),
        '<w:r><w:footnoteReference w:id="7"/></w:r>',
        run("."),
        run("для служебного пользования", "<w:vanish/>"),
        run("скрыто стилем", '<w:rStyle w:val="Inner"/>'),
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>AUTHOR Тайна</w:instrText></w:r>',
    )
    + paragraph(run("Сократить утечки"), looks=ITEM.format(0))
    + paragraph(run("на шахтах"), looks=ITEM.format(1))
    + paragraph(run("на полигонах"), looks=ITEM.format(1))
    + paragraph(run("Отчитаться"), looks=ITEM.format(0))
    + "<w:tbl><w:tr>"
    + "".join(f"<w:tc>{paragraph(run(said))}</w:tc>" for said in ("Год", "Мт"))
    + f"</w:tr><w:tr><w:trPr><w:del w:id='3'/></w:trPr><w:tc>{paragraph(run('2024'))}</w:tc></w:tr></w:tbl>"
    + paragraph("<w:r><w:drawing/></w:r>")
    + '<w:sectPr><w:headerReference r:id="r5"/></w:sectPr>',
    styles=(
        '<w:style w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Inner"><w:basedOn w:val="Base"/></w:style>'
    ),
    numbering=NUMBERING,
    footnotes=f'<w:footnote w:id="7">{paragraph(run("Постановление № 5"))}</w:footnote>',
    comments=f'<w:comment w:id="1" w:author="Example Deputy">{paragraph(run("им не отвечать"))}</w:comment>',
    header=paragraph(run("Example Ministry of Nature")),
)
LETTER_SAYS = """\
Example Ministry of Nature

Исх. № 12-05/317
План уже утверждён[1].
1. Сократить утечки
  1.а) на шахтах
  1.б) на полигонах
2. Отчитаться

Год\tМт

[рисунок · picture]

[1] Постановление № 5
"""
LETTER_ASIDE = [
    ("deleted", "не "),
    ("hidden", "для служебного пользования"),
    ("hidden", "скрыто стилем"),
    ("deleted", "2024"),
    ("comment", "Example Deputy: им не отвечать"),
]

X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(first: str, styles: str = "") -> bytes:
    second = '<sheetData><row><c r="A1" t="inlineStr"><is><t>Черновик</t></is></c></row></sheetData>'
    third = '<sheetData><row><c r="A1" t="s"><v>1</v></c></row></sheetData>'
    texts = "<si><t>Метан</t></si><si><r><t>Итого </t></r><r><t>по стране</t></r><rPh><t>x</t></rPh></si>"
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"{state}/>'
        for number, (name, state) in enumerate(
            (("Выбросы", ""), ("Внутреннее", ' state="hidden"'), ("Итоги", "")), 1
        )
    )
    return packed(
        {
            "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
            "xl/workbook.xml": f"<workbook {X} {R}><sheets>{sheets}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relations(
                worksheet="worksheets/1.xml",
                worksheet_="worksheets/2.xml",
                worksheet__="worksheets/3.xml",
                sharedStrings="sharedStrings.xml",
                styles="styles.xml",
            ),
            **{
                f"xl/worksheets/{number}.xml": f"<worksheet {X}>{sheet}</worksheet>"
                for number, sheet in enumerate((first, second, third), 1)
            },
            "xl/sharedStrings.xml": f"<sst {X}>{texts}</sst>",
            "xl/styles.xml": f"<styleSheet {X}>{styles}</styleSheet>",
            "xl/worksheets/_rels/1.xml.rels": relations(comments="../comments1.xml"),
            "xl/comments1.xml": (
                f"<comments {X}><authors><author>Example Deputy</author></authors><commentList>"
                '<comment ref="B2" authorId="0"><text><t>завышено</t></text></comment></commentList></comments>'
            ),
        }
    )


FORMATS = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs>'
SHEETS = workbook(
    '<cols><col min="4" max="4" hidden="1"/></cols><sheetData>'
    '<row><c r="A1" t="s"><v>0</v></c><c r="C1" s="1"><v>46101</v></c><c r="D1"><v>5</v></c></row>'
    '<row><c r="A2"><f>0.1+0.2</f><v>0.30000000000000004</v></c><c r="C2" s="2"><v>0.3</v></c></row>'
    '<row hidden="1"><c r="A3"><v>7</v></c></row></sheetData>',
    FORMATS,
)
SHEETS_SAY = "[Выбросы]\nМетан\t2026-03-20\n0.3\t30%\n\n[Итоги]\nИтого по стране\n"
SHEETS_ASIDE = [
    ("hidden", "5"),
    ("hidden", "7"),
    ("comment", "Example Deputy, B2: завышено"),
    ("hidden", "[Внутреннее]\nЧерновик\n"),
]


def text(body: str, automatic: str = "", parts: dict[str, str | bytes] | None = None) -> bytes:
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.text"
    return packed({"mimetype": mimetype, "content.xml": content, **(parts or {})})


TEXT = text(
    "<text:tracked-changes><text:changed-region><text:deletion><text:p>не позднее июня</text:p></text:deletion>"
    "</text:changed-region></text:tracked-changes>"
    "<text:h>Ответ</text:h><text:p>План<text:s text:c='2'/>утверждён<text:note><text:note-citation>1</text:note-citation>"
    "<text:note-body><text:p>Постановление</text:p></text:note-body></text:note>"
    "<office:annotation><dc:creator>Example Deputy</dc:creator><text:p>им не отвечать</text:p></office:annotation>"
    ", <text:span text:style-name='T1'>тайна</text:span><text:span>срок —\n   <text:date>20 марта</text:date></text:span>.</text:p>"
    "<text:list text:style-name='L1'><text:list-item><text:p>Шахты</text:p><text:list><text:list-item>"
    "<text:p>угольные</text:p></text:list-item></text:list></text:list-item><text:list-item text:start-value='4'><text:p>Полигоны</text:p>"
    "</text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>Год</text:p></table:table-cell><table:table-cell>"
    "<text:p>Мт</text:p></table:table-cell></table:table-row></table:table>"
    "<text:p><draw:frame><draw:text-box><text:p>В рамке</text:p></draw:text-box></draw:frame></text:p>",
    "<style:style style:name='T1' style:family='text'><style:text-properties text:display='none'/></style:style>"
    "<text:list-style style:name='L1'>"
    "<text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>"
    "<text:list-level-style-bullet text:level='2'/></text:list-style>",
    {
        "styles.xml": f"<office:document-styles {ODF}><office:styles><text:outline-style><text:outline-level-style text:level='1'"
        " style:num-format='I' style:num-suffix='.'/></text:outline-style></office:styles><office:master-styles>"
        "<style:master-page><style:header><text:p>Example Ministry of Nature</text:p></style:header></style:master-page>"
        "</office:master-styles></office:document-styles>"
    },
)
TEXT_SAYS = """\
Example Ministry of Nature

I. Ответ
План  утверждён[1], срок — 20 марта.
1. Шахты
  • угольные
4. Полигоны

Год\tМт

В рамке

[1] Постановление
"""
TEXT_ASIDE = [
    ("deleted", "не позднее июня"),
    ("comment", "Example Deputy: им не отвечать"),
    ("hidden", "тайна"),
]


def cp1251(said: str) -> bytes:
    return b"".join(b"\\'%02x" % byte for byte in said.encode("cp1251"))


RICH = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset204 Times;}{\f1\fcharset0 Arial;}}{\*\generator x;}"
    rb"{\info{\author Example}}{\header\pard\f0 "
    + cp1251("Министерство")
    + rb"\par}\pard\f0 "
    + cp1251("План ")
    + rb"{\deleted "
    + cp1251("не ")
    + rb"}"
    + cp1251("утверждён")
    + rb"{\footnote\f0 "
    + cp1251("Постановление")
    + rb" {\deleted\f0 "
    + cp1251("тайное")
    + rb"}}.{\v "
    + cp1251("тайна")
    + rb"}\par{\f1 caf\'e9 \uc1\u1041?\u-10179?\u-8704?}{\*\atnauthor Example Deputy}"
    rb"{\*\annotation\f0 "
    + cp1251("им не отвечать")
    + rb"}\par{\listtext 1.\tab}"
    + cp1251("Шахты")
    + rb"\par{\pict\bin4 }}{{}\par\trowd\intbl "
    + cp1251("Год")
    + rb"\cell "
    + cp1251("Мт")
    + rb"\cell\row\pard}"
)
RICH_SAYS = """\
Министерство

План утверждён[1].
café Б😀
1.\tШахты
[рисунок · picture]
Год\tМт

[1] Постановление
"""
RICH_ASIDE = [("comment", "Example Deputy: им не отвечать"), ("deleted", "не тайное"), ("hidden", "тайна")]
