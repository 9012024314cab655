
BB BBBB BBB BBB BBBBBBBBBBBBBBBBBBXX XXXXXXXXXXX XXXXXXXXXXBB BBBBBBBBB BB BBBB gettext(u'Shown in Kazakh: there is no translation yet.') BBBB BBBBBBBBB BB BBBB gettext(u'Shown in Russian: there is no translation yet.') BBBB gettext(u'Shown in English: there is no translation yet.') BBBBBXXXXBBBBB
