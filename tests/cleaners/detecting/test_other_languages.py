"""Text pages in languages whose lexicons have no labelled pages of their own to be counted on."""

from __future__ import annotations

import pytest

from cleaners.document import Page
from cleaners.pipeline import Cleaner
from cleaners.reasons import Reason
from cleaners.result import Result

Lines = tuple[tuple[Reason, str], ...]

TITLES = {
    "it": "Il vecchio mulino di Valscura riapre in autunno",
    "pt": "O velho moinho de Valbruma reabre no outono",
    "nl": "De oude molen van Duinrade gaat in het najaar weer open",
    "pl": "Stary młyn w Zawodnicy znów otwarty jesienią",
}

PROSE = {
    "it": (
        (
            "Il consiglio comunale di Valscura ha deciso giovedì di riaprire il vecchio mulino "
            "entro la fine di ottobre, dopo due anni di lavori al tetto."
        ),
        (
            "La sindaca ha spiegato che i restauri sono costati meno del previsto, perché molte "
            "travi erano ancora sane e sono state soltanto pulite."
        ),
        (
            "Chi vuole leggere anche i documenti del progetto li trova nella biblioteca del "
            "paese, aperta tutti i giorni fino alle sette di sera."
        ),
        (
            "Alcuni abitanti temono che il traffico aumenti lungo il fiume, e hanno chiesto un "
            "parcheggio fuori dal centro per i visitatori della domenica."
        ),
        (
            "Il mugnaio, che lavorò qui per quarant'anni, accenderà le macine davanti agli alunni"
            " della scuola nel giorno della riapertura."
        ),
    ),
    "pt": (
        (
            "A câmara municipal de Valbruma decidiu na quinta-feira reabrir o velho moinho até ao"
            " fim de outubro, depois de dois anos de obras no telhado."
        ),
        (
            "A presidente explicou que o restauro custou menos do que se previa, porque muitas "
            "vigas ainda estavam sãs e só foi preciso limpá-las."
        ),
        (
            "Quem quiser pode ler mais sobre o projeto na biblioteca da vila, que está aberta "
            "todos os dias até às sete da tarde."
        ),
        (
            "Alguns moradores receiam que o trânsito aumente junto ao rio e pediram um "
            "estacionamento fora do centro para os visitantes de domingo."
        ),
        (
            "O moleiro, que ali trabalhou durante quarenta anos, vai pôr as mós a girar diante "
            "dos alunos da escola no dia da reabertura."
        ),
    ),
    "nl": (
        (
            "De gemeenteraad van Duinrade heeft donderdag besloten de oude molen voor eind "
            "oktober te heropenen, na twee jaar werk aan het dak."
        ),
        (
            "De burgemeester zei dat de restauratie minder heeft gekost dan verwacht, omdat veel "
            "balken nog gezond waren en alleen schoongemaakt hoefden te worden."
        ),
        (
            "Wie meer wil weten over het plan, kan de stukken inzien in de bibliotheek van het "
            "dorp, die elke dag tot zeven uur open is."
        ),
        (
            "Sommige bewoners vrezen dat het drukker wordt langs de rivier en vragen om een "
            "parkeerterrein buiten het centrum voor de bezoekers op zondag."
        ),
        (
            "De molenaar, die hier veertig jaar heeft gewerkt, zet de stenen op de dag van de "
            "opening in beweging voor de leerlingen van de school."
        ),
    ),
    "pl": (
        (
            "Rada gminy Zawodnica postanowiła w czwartek otworzyć stary młyn przed końcem "
            "października, po dwóch latach prac przy dachu i murach."
        ),
        (
            "Burmistrz wyjaśniła, że remont kosztował mniej, niż zakładano, bo wiele belek było "
            "zdrowych i wystarczyło je tylko dokładnie oczyścić."
        ),
        (
            "Kto chce przeczytać także plany przebudowy, znajdzie je w bibliotece w rynku, która "
            "jest otwarta codziennie do godziny siódmej wieczorem."
        ),
        (
            "Niektórzy mieszkańcy obawiają się większego ruchu nad rzeką i proszą o parking poza "
            "centrum dla tych, którzy przyjeżdżają w niedziele."
        ),
        (
            "Młynarz, który pracował tu czterdzieści lat, uruchomi kamienie w dniu otwarcia na "
            "oczach uczniów miejscowej szkoły podstawowej."
        ),
    ),
}

ABOVE: dict[str, Lines] = {
    "it": ((Reason.DATELINE, "Pubblicato il 3 maggio 2024 alle 18:20"),),
    "pt": ((Reason.DATELINE, "Publicado em 3 de maio de 2024 às 18h20"),),
    "nl": ((Reason.DATELINE, "Gepubliceerd op 3 mei 2024 om 18.20 uur"),),
    "pl": ((Reason.DATELINE, "Opublikowano: 3 maja 2024 r., godz. 18:20"),),
}

BEHIND: dict[str, Lines] = {
    "it": (
        (Reason.PROMO, "Leggi anche: Il ponte sul fiume resta chiuso"),
        (Reason.NEWSLETTER, "Iscriviti alla nostra newsletter"),
        (Reason.COMMENTS, "Lascia un commento"),
        (Reason.LEGAL, "© 2024 Eco di Valscura. Tutti i diritti riservati"),
    ),
    "pt": (
        (Reason.PROMO, "Leia também: A ponte sobre o rio continua fechada"),
        (Reason.NEWSLETTER, "Subscreva a nossa newsletter"),
        (Reason.COMMENTS, "Deixe um comentário"),
        (Reason.LEGAL, "© 2024 Eco de Valbruma. Todos os direitos reservados"),
    ),
    "nl": (
        (Reason.PROMO, "Lees ook: Brug over de rivier blijft dicht"),
        (Reason.NEWSLETTER, "Schrijf je in voor onze nieuwsbrief"),
        (Reason.COMMENTS, "Plaats een reactie"),
        (Reason.LEGAL, "© 2024 Duinrader Bode. Alle rechten voorbehouden"),
    ),
    "pl": (
        (Reason.PROMO, "Czytaj także: Most na rzece nadal zamknięty"),
        (Reason.NEWSLETTER, "Zapisz się do naszego newslettera"),
        (Reason.COMMENTS, "Dodaj komentarz"),
        (Reason.LEGAL, "© 2024 Głos Zawodnicy. Wszelkie prawa zastrzeżone"),
    ),
}

LINES = {
    "it": (
        (Reason.ADVERTISEMENT, "Pubblicità"),
        (Reason.SHARE, "Condividi su Facebook"),
        (Reason.CAPTION, "Foto di repertorio"),
        (Reason.PAYWALL, "Questo articolo è riservato agli abbonati."),
        (Reason.CONSENT, "Questo sito utilizza i cookie per migliorare la navigazione."),
        (Reason.NOTICE, "Questo articolo è stato aggiornato dopo la seduta del consiglio."),
        (Reason.NEWSLETTER, "Ricevi ogni mattina la nostra newsletter con le notizie."),
        (Reason.DATELINE, "Tempo di lettura: 3 minuti"),
        (Reason.COMMENTS, "Il tuo indirizzo email non sarà pubblicato."),
    ),
    "pt": (
        (Reason.ADVERTISEMENT, "Continua após a publicidade"),
        (Reason.SHARE, "Compartilhar no WhatsApp"),
        (Reason.SHARE, "Partilhar no Facebook"),
        (Reason.CAPTION, "Foto: Rui Marcal/Divulgação"),
        (Reason.PAYWALL, "Este conteúdo é exclusivo para assinantes."),
        (Reason.CONSENT, "Este site utiliza cookies para melhorar a navegação."),
        (Reason.NOTICE, "Esta reportagem foi atualizada depois da sessão da câmara."),
        (Reason.NEWSLETTER, "Receba todas as manhãs a nossa newsletter."),
        (Reason.DATELINE, "Há 5 horas"),
        (Reason.COMMENTS, "O seu endereço de e-mail não será publicado."),
    ),
    "nl": (
        (Reason.ADVERTISEMENT, "Tekst gaat verder onder de advertentie"),
        (Reason.SHARE, "Deel dit artikel"),
        (Reason.CAPTION, "Beeld: Joris Vlietstra"),
        (Reason.PAYWALL, "Dit artikel is alleen voor abonnees."),
        (Reason.CONSENT, "Wij gebruiken cookies om de website te verbeteren."),
        (Reason.NOTICE, "Dit artikel is bijgewerkt na de vergadering van de raad."),
        (Reason.NEWSLETTER, "Nieuws uit het dorp? Schrijf je dan in voor de nieuwsbrief."),
        (Reason.DATELINE, "Leestijd 3 minuten"),
        (Reason.COMMENTS, "Je e-mailadres wordt niet gepubliceerd."),
    ),
    "pl": (
        (Reason.ADVERTISEMENT, "Dalsza część artykułu pod reklamą"),
        (Reason.SHARE, "Udostępnij na Facebooku"),
        (Reason.CAPTION, "Fot. Jan Zawodny"),
        (Reason.PAYWALL, "Ten artykuł jest dostępny tylko dla prenumeratorów."),
        (Reason.CONSENT, "Nasz serwis wykorzystuje pliki cookie w celach statystycznych."),
        (Reason.NOTICE, "Artykuł został zaktualizowany po posiedzeniu rady."),
        (Reason.NEWSLETTER, "Zapisz się i otrzymuj wiadomości e-mailem."),
        (Reason.DATELINE, "5 godzin temu"),
        (Reason.COMMENTS, "Twój adres e-mail nie zostanie opublikowany."),
    ),
}

NEAR_MISSES = {
    "it": (
        "La pubblicità copre da anni i muri del vecchio mulino.",
        "I cookie della fornaia sono finiti prima di mezzogiorno.",
        "La newsletter della biblioteca arriva a quattrocento famiglie del paese.",
        "I commenti dei visitatori erano quasi tutti favorevoli al progetto.",
        "Gli abbonati della piscina entrano gratis fino alla fine del mese.",
    ),
    "pt": (
        "A publicidade cobre há anos as paredes do velho moinho.",
        "Os assinantes da biblioteca entram de graça até ao fim do mês.",
        "O boletim da escola chega por e-mail a quatrocentas famílias.",
        "Os comentários dos visitantes foram quase todos favoráveis ao projeto.",
        "A polícia entrou no moinho sem autorização prévia do dono.",
    ),
    "nl": (
        "De advertentie voor het feest hing wekenlang op de deur van de molen.",
        "Hoe schrijf je een goede nieuwsbrief voor het hele dorp?",
        "De reacties van de bezoekers waren bijna allemaal gunstig.",
        "Deel 2",
        "De overname van de molen kostte minder dan de raad had verwacht.",
    ),
    "pl": (
        "Reklama piwa od lat wisi na ścianie starego młyna.",
        "Aby skomentować wynik głosowania, burmistrz zaprosiła dziennikarzy na rynek.",
        "Newsletter biblioteki trafia co tydzień do czterystu rodzin.",
        "Komentarze gości były prawie zawsze przychylne dla projektu.",
        "Tłumaczenie starych ksiąg młyna zajęło dwa lata",
    ),
}


@pytest.fixture(scope="module")
def cleaner() -> Cleaner:
    return Cleaner()


def cleaned(cleaner: Cleaner, *lines: str) -> Result:
    return cleaner.clean(Page(raw="\n\n".join(lines).encode(), name="page.txt"))


def named(result: Result) -> list[tuple[Reason, str]]:
    return [(cut.reason, cut.text) for cut in result.cuts]


@pytest.mark.parametrize("language", TITLES)
def test_what_stands_around_an_article_is_cut_for_its_reason(
    cleaner: Cleaner, language: str
) -> None:
    title, prose = TITLES[language], PROSE[language]
    above, behind = ABOVE[language], BEHIND[language]
    lines = [title, title, *(text for _, text in above), *prose, *(text for _, text in behind)]
    result = cleaned(cleaner, *lines)
    assert result.text == "\n\n".join(prose)
    titles = [(Reason.TITLE, title), (Reason.TITLE, title)]
    assert named(result) == [*titles, *above, *behind]


@pytest.mark.parametrize(
    ("language", "reason", "line"),
    [(language, reason, line) for language, lines in LINES.items() for reason, line in lines],
)
def test_a_line_is_cut_for_its_reason(
    cleaner: Cleaner, language: str, reason: Reason, line: str
) -> None:
    prose = PROSE[language]
    result = cleaned(cleaner, *prose, line)
    assert named(result) == [(reason, line)]
    assert result.text == "\n\n".join(prose)


@pytest.mark.parametrize(
    ("language", "line"),
    [(language, line) for language, lines in NEAR_MISSES.items() for line in lines],
)
def test_a_line_of_the_article_stays(cleaner: Cleaner, language: str, line: str) -> None:
    prose = PROSE[language]
    text = "\n\n".join((*prose[:3], line, *prose[3:]))
    assert cleaned(cleaner, text).text == text
    last = "\n\n".join((*prose, line))
    assert cleaned(cleaner, last).text == last


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        (
            Reason.NOTICE,
            "Über dieses Thema berichtete Radio Valbrück am 3. Mai 2024 um 18:20 Uhr.",
        ),
        (Reason.PROMO, "Mehr über die Mühle von Valbrück lesen Sie hier."),
        (Reason.PAYWALL, "Subscribe now to read the latest news from Duinrade."),
    ],
)
def test_a_line_in_german_or_english_is_cut_for_its_reason(
    cleaner: Cleaner, reason: Reason, line: str
) -> None:
    assert named(cleaned(cleaner, *PROSE["nl"], line)) == [(reason, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Wer über dieses Thema berichtet, braucht Geduld und gute Quellen im Dorf.",
        "Mehr Kinder als früher lesen, sie hier und da sogar im Garten der Mühle.",
        "He asked the villagers to subscribe, now to read the plans was not enough.",
    ],
)
def test_a_sentence_in_german_or_english_stays(cleaner: Cleaner, line: str) -> None:
    lines = (*PROSE["nl"], line)
    assert cleaned(cleaner, *lines).text == "\n\n".join(lines)
