"""Abbreviations that are written with a full stop and after which a sentence goes on in lower case."""

from __future__ import annotations

from functools import lru_cache

from qa.lang.tags import primary
from qa.lang.words import fold

_WORDS = {
    "bg": "вж гр др им млн млрд напр обл ок пл св стр ул хил",
    "ca": "art aprox etc ex núm pàg tel vol",
    "cs": "apod atd atp cca č čl mil mld např popř resp str tis tj tzn tzv ul vč",
    "da": "ca dvs evt f.eks inkl jf kap kl kr maks mia mio nr osv pct tlf",
    "de": "abs allg betr bsp bspw bzgl bzw ca dgl ebd etc evtl ff gem ggf inkl jh lt mio mrd nr sog sp std str tel "
    "usf usw vgl zzgl",
    "el": "αρ βλ δηλ δισ δρ εκατ κα κλπ κτλ περ σελ τηλ χλμ",
    "en": "al approx cf eds etc ff incl max min misc pp sp spp viz vol vols vs",
    "es": "aprox avda cap ej etc máx mín núm pág págs sp ss tel vol",
    "fi": "eaa esim huom jms jne joht kk klo ko ks mm mrd ns nro nyk oik os puh synt ts tjsp tms ym yms",
    "fr": "av cf chap env etc ex fig max min pp sp sq suiv tél vol",
    "hr": "br čl itd mil mlrd npr odn str sv tel tis tj tzv ul",
    "hu": "db dr ill itt kb ld max min mrd pl stb szül tel ti ui ún vö",
    "it": "artt ca cap cfr ecc es fig pag pagg sec segg tel vol",
    "nl": "afb bijv blz bv ca cf enz etc excl incl jl mld mln nl nr resp tel vgl zgn",
    "nb": "ca dvs evt f.eks inkl jf kap kl kr maks mill mrd nr osv pst tlf",
    "pl": "al br dol dot gen godz in itd itp jw lit m.in maks mies mld mln nb np nr ok płk pt pkt por prof proc "
    "ps rozdz str św tel tj tys tzn tzw ul ur wg woj zł zob",
    "pt": "aprox cap cf etc ex máx mín núm pág págs tel vol",
    "ro": "aprox cap cca etc ex jud mil mld nr obs pag str tel vol",
    "ru": "в вв г гг гл гр д долл др ед им ин кв коп корп мес мин млн млрд напр обл п пац пер пл пос пп пр просп проф "
    "р руб рт с св сек см соч ср ст стр т табл тел тов тыс ул ч чел шт экз",
    "sk": "apod atď cca č čl mil mld napr resp str tis tj tzn tzv ul",
    "sl": "čl idr ipd itd itn mio mrd npr oz pribl str št tel tj ul",
    "sr": "бр итд мил млрд нпр одн стр сл тј тзв ул хиљ br itd mil mlrd npr odn str tj tzv ul hilj",
    "sv": "avd ca dvs etc ev ex forts inkl jfr kap kl kr milj mrd nr osv resp tel uppl",
    "tr": "alb bk bkz blv böl cad çev doç gör haz mah md müh ör örn prof sf sk tel vb vd vs",
    "uk": "бл вул гл гр грн див дол ім ін кв коп корп міс млн млрд напр обл оз пл пор просп проф рр руб св см ст "
    "стор табл тел тис тов ч чол шт",
}
# Titles before names, in many languages.
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "prof", "st"})

# What stands after the names of companies, in many languages.
_COMPANY_FORMS = frozenset("corp gmbh inc llc llp ltd oyj plc pty s.r.o srl ооо оао зао пао".split())


@lru_cache(maxsize=64)
def _listed(language: str) -> frozenset[str]:
    return _TITLES | frozenset(_WORDS.get(primary(language), "").split())


def is_abbreviation(word: str, language: str) -> bool:
    """Say whether `word`, without its full stop, is a common abbreviation of the language."""
    return fold(word) in _listed(language)


def is_company_form(word: str) -> bool:
    """Say whether the word only says what kind of company has the name before it, such as Ltd or GmbH."""
    return fold(word) in _COMPANY_FORMS


def is_title(word: str) -> bool:
    """Say whether `word`, without its full stop, is an abbreviated title that stands before a name."""
    return fold(word) in _TITLES
