BBBBBBB BBBBBBBBBBB

BBBBB BBBBB gettext(u'Conference') BBBBBBBB

BBBBB BBBBBBBBBBBB

BBBBB BBBBBBB
XXXX gettext(u'Conference') XXXXX
 gettext(u'The conference is still ahead')  gettext(u'At the end of the year teachers show here on posters what they changed in their schools.') BBB BBBBBBBBBBBBBBBBBBBBB BB BBBB gettext(u'Read their stories') 
BBBBBBB BBBBBBBBBBBBBBBBBBBBBBB BBBB BBBBBBBBBBB BBBBBBBBB BBBBBBBBB BBBBBBBBBBB BBBB
BBBBBBBB BBBBBBB
