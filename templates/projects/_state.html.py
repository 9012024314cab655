
BB BBBBBBBBBBBBBB BB BBBBBBBBBBB
XXXX XXXXXXXXXXXXX XXXXXXXXX gettext(u'Your portfolio is with the university. While it is read, nothing can be changed; you will get a letter when there is an answer.') XXXX
BBB BBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBB BB BBBBBBBBBB BBBBBBBBXXXXX XXXXXXXX gettext(u'What happens next') XXXXXXXXBBBBBXXXXXX
BBBB BBBBBBBBBBBBBB BB BBBBBBBBBB
XXXX XXXXXXXXXXXXX XXXXXXXXXXXX gettext(u'The reviewer has read your portfolio and asks for some changes. Make them, then submit it again.') XXXX
BBB BBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBB BB BBBBBBBBBB BBBBBBBBXXXXX XXXXXXXX gettext(u'Read the reviewer’s comments') XXXXXXXXBBBBBXXXXXX
BBBB BBBBBBBBBBBBBB BB BBBBBBBBBB
XXXX XXXXXXXXXXXXXXXXXXXXXX gettext(u'Your portfolio is accepted') XXXXX
XXX gettext(u'If you like, make it a public story: colleagues in other villages will learn from it, and your school’s light on the map grows.') XXXX
XX XXXXXXXXXXXXXXXXXX XXXXXXXXXXXXX XXXXX XXXXXXBBB BBBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBXX gettext(u'Make it a public story') XXXXXXXXXXXXXX
BBBB BBBBBBBBBBBBBB BB BBBBBBBBBBB
XXXX XXXXXXXXXXXXX XXXXXXXXXXXX gettext(u'Your story is public.')  XX XXXXXXBBB BBBBBBBBBBBBBBBB BBBBBBBBBBXX gettext(u'See the public story') XXXXXXXXXXXXXX
BBBB BBBBBBBBBBBBBBBBBB
XXXX XXXXXXXXXXXXXXXXXXXXXXBB BBBBBBBBBBBBBB BB BBBBBBBB gettext(u'Your project is paused') BBBB gettext(u'Your project is withdrawn') BBBBBXXXXX
XXX gettext(u'Everything is kept as you left it.') XXXX
XXXXX XXXXXXXXXXXXX XXXXXXXXBBB BBBBBBBBBBBBBBBBBBBBBBBBB BBBBBBBBBBXXBBBBBBBXXXXXXX XXXXXXXXXXXXX XXXXXX gettext(u'Take it up again') XXXXXXXXXXXXXXXXXXXXXX
BBBBB
