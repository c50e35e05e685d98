/**
 * The lines: names, greetings and figures, with what each script makes hard. Escapes stand where the
 * spelling matters and does not show: marks typed after their letters, joiners.
 *
 * Two things are left out, in which we mean to differ. We leave a blank in the font of the letters before it,
 * where CSS takes it from the first font that has one: fonts that stand together here have equal blanks. And
 * Chromium's canvas shapes word by word, so it misses that Noto Sans CJK widens a blank between Hangul, which
 * HarfBuzz and we see.
 */

/** @typedef {{ file: string, face?: number }} FontFile face of a collection, 0 when there is none */
/** @typedef {{ script: string, fonts: FontFile[], rightToLeft?: boolean, texts: string[] }} Sample */

/** @param {string} name */
const noto = (name) => ({ file: `/usr/share/fonts/truetype/noto/Noto${name}-Regular.ttf` });

/** @param {string} style @param {number} face the order is JP, KR, SC, TC, HK */
const cjk = (style, face) => ({
  file: `/usr/share/fonts/opentype/noto/Noto${style}CJK-Regular.ttc`,
  face,
});

/** @type {Sample[]} */
export const SAMPLES = [
  {
    script: 'Latin',
    fonts: [noto('Sans')],
    texts: [
      'AVATAR To Wolf, Yves 1471',
      'Zoe\u0308 Łukasz Nguye\u0302\u0303n Ṩ',
      '“Größe” & Þórr — 50 % · ½',
      '1⁄2 q\u0303 x\u0302 s\u0307\u0323 Ŀl ſ',
    ],
  },
  {
    script: 'Latin',
    fonts: [noto('Serif')],
    texts: ['office fluffy waffle fjord', 'Tomáš Ľubica P.A. “V.”'],
  },
  {
    script: 'Greek',
    fonts: [noto('Sans')],
    texts: ['Γεωργία Παπαδοπούλου', 'ᾠδή, ἀρχῇ Ὀδυσσεύς', 'ΑΫΛΟΣ Τα\u0301σος Χρόνια πολλά!'],
  },
  { script: 'Greek', fonts: [noto('Serif')], texts: ['α\u0313\u0301νθρωπος ᾯ ΑΥΤΟΣ'] },
  {
    script: 'Cyrillic',
    fonts: [noto('Sans')],
    texts: ['Алексей Ёлкин ГА Тула', 'Їжак, Ґалаґан, Ўладзь', 'За\u0301мок и\u0306 Ђорђе Љубичић'],
  },
  { script: 'Cyrillic', fonts: [noto('Serif')], texts: ['С днём рождения, Юля!'] },
  {
    script: 'Arabic',
    fonts: [noto('SansArabic')],
    rightToLeft: true,
    texts: [
      'محمد بن عبد الله',
      'السَّلَامُ عَلَيْكُمْ',
      'مـــحمد می\u200cخواهم',
      'ع\u200d \u200dه ڭ گچپژ ۴۵۶',
    ],
  },
  {
    script: 'Arabic',
    fonts: [noto('NaskhArabic')],
    rightToLeft: true,
    texts: ['لا إله إلا الله', 'كُلُّ عَامٍ وَأَنْتُمْ بِخَيْر'],
  },
  {
    script: 'Arabic',
    fonts: [noto('NastaliqUrdu')],
    rightToLeft: true,
    texts: ['پاکستان زندہ باد', 'سالگرہ مبارک ہو'],
  },
  {
    script: 'Arabic',
    fonts: [noto('SansArabic'), noto('Sans')],
    rightToLeft: true,
    texts: ['عيد ميلاد سعيد ٢٠٢٦ (فاطمة)'],
  },
  {
    script: 'Hebrew',
    fonts: [noto('SansHebrew')],
    rightToLeft: true,
    texts: ['שלום לכולם שרה', 'בְּרֵאשִׁית בָּרָא ₪'],
  },
  {
    script: 'Hebrew',
    fonts: [noto('SerifHebrew'), noto('Serif')],
    rightToLeft: true,
    texts: ['בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים', 'מזל טוב, שרה! (2026)'],
  },
  {
    script: 'Devanagari',
    fonts: [noto('SansDevanagari')],
    texts: [
      'नमस्ते दुनिया १२३',
      'श्रीमती प्रज्ञा क्षत्रिय',
      'जन्मदिन की हार्दिक शुभकामनाएँ',
      'कर्तृत्व द्ध्य ट्ठि र्\u200dय',
      'क्\u200dष क्\u200cष ड\u093c ढ\u093c',
    ],
  },
  { script: 'Devanagari', fonts: [noto('SerifDevanagari')], texts: ['ऋषिकेश विद्यार्थी ज्ञान'] },
  {
    script: 'Bengali',
    fonts: [noto('SansBengali')],
    texts: ['শুভ জন্মদিন', 'রবীন্দ্রনাথ ঠাকুর', 'স্ত্রী ক্ষমা জ্ঞান কৌশল', 'ক\u09c7\u09beন ব\u09c7\u09d7 ১৯৭১'],
  },
  { script: 'Bengali', fonts: [noto('SerifBengali')], texts: ['অর্ক বিদ্যুৎ র\u200d্যাব'] },
  {
    script: 'Tamil',
    fonts: [noto('SansTamil')],
    texts: ['வணக்கம் தமிழ்நாடு', 'பிறந்தநாள் வாழ்த்துக்கள்', 'ஸ்ரீ கொள்ளை கௌரி', 'க்ஷ மோகன் ௧௨௩'],
  },
  { script: 'Tamil', fonts: [noto('SerifTamil')], texts: ['திரு. முருகன் கூட்டு'] },
  {
    script: 'Thai',
    fonts: [noto('SansThai')],
    texts: ['สวัสดีครับ สมชาย', 'สุขสันต์วันเกิด', 'ที่นี่ น้ำ ญู ฐู ปั้น ป่า', 'กำลังใจ ๑๒๓ น\u0e4d\u0e49\u0e32'],
  },
  { script: 'Thai', fonts: [noto('SerifThai')], texts: ['ผู้ใหญ่ กฤษฎา'] },
  {
    script: 'Khmer',
    fonts: [noto('SansKhmer')],
    texts: ['សួស្តី ពិភពលោក', 'រីករាយថ្ងៃកំណើត', 'ភ្នំពេញ កម្ពុជា', 'ស្ត្រី ខ្ញុំ គ្រួសារ ១២៣', 'ស៊ើ ម៉ី ប៉ុ យ៉ាង'],
  },
  { script: 'Khmer', fonts: [noto('SerifKhmer')], texts: ['ព្រះរាជាណាចក្រ សៀមរាប'] },
  {
    script: 'Japanese',
    fonts: [cjk('Sans', 0)],
    texts: [
      'お誕生日おめでとう！',
      '「東京」、ガッコウ。直',
      'か\u3099く は\u309aん ﾊﾝｶｸ ABC',
      '葛\u{e0100}飾 𠮷野家 々〆ヶ',
    ],
  },
  { script: 'Japanese', fonts: [cjk('Serif', 0)], texts: ['山田花子より、愛をこめて'] },
  {
    script: 'Korean',
    fonts: [cjk('Sans', 1)],
    texts: [
      '생일축하합니다!',
      '값닭쀍꽃',
      '김민수 & 이서연 2026',
      '\u1112\u1161\u11ab\u1100\u1173\u11af, \u1112\u119e\u11ab\u1100\u1173\u11af',
    ],
  },
  { script: 'Korean', fonts: [cjk('Serif', 1)], texts: ['안녕하세요, 세계'] },
  {
    script: 'mixed',
    fonts: [noto('Serif'), noto('SerifHebrew')],
    texts: ['Anna & שרה 2026 (מזל טוב)', 'Love, נועה (7) & דוד!'],
  },
  {
    script: 'mixed',
    fonts: [noto('Serif'), noto('SerifHebrew')],
    rightToLeft: true,
    texts: ['שלום +972-3-123 ₪50', 'אבג [10%] 5/6/2026 a.b', '\u2068Anna\u2069 א\u202dab\u202cג'],
  },
  {
    script: 'mixed',
    fonts: [noto('Sans'), noto('SansArabic')],
    rightToLeft: true,
    texts: ['مرحبا Liveproof (3.5) يوم', 'فاطمة & Tom, 12:30', 'أنا AB عبد CD 56/78'],
  },
];
