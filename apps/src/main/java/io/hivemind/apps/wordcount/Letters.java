package io.hivemind.apps.wordcount;

/**
 * What a word is made of: letters of any script, and the marks that combine with the letter before, such as accents and
 * the vowel signs of Indic scripts. And how UTF-8 writes them. Bytes that are not UTF-8 belong to no word.
 */
final class Letters {
    /** What stands for a byte that begins no character. */
    static final int MALFORMED = -1;

    private static final int MARKS =
            1 << Character.NON_SPACING_MARK | 1 << Character.COMBINING_SPACING_MARK | 1 << Character.ENCLOSING_MARK;

    /** The least code point that takes so many bytes: a longer form of a smaller one is malformed. */
    private static final int[] LEAST = {0, 0, 0x80, 0x800, 0x10000};

    /** By ASCII code: the letter in lower case, or 0. */
    private static final byte[] ASCII = new byte[0x80];

    static {
        for (char letter = 'a'; letter <= 'z'; letter++) {
            ASCII[letter] = (byte) letter;
            ASCII[Character.toUpperCase(letter)] = (byte) letter;
        }
    }

    private Letters() {}

    /** {@return the letter in lower case if {@code code}, below 128, is one, else 0} */
    static byte ascii(int code) {
        return ASCII[code];
    }

    /** {@return whether a character belongs to a word, if it stands {@code inside} one, or else where one may begin} */
    static boolean belong(int codePoint, boolean inside) {
        return Character.isLetter(codePoint) || (inside && (MARKS & 1 << Character.getType(codePoint)) != 0);
    }

    /** {@return the character that begins at {@code at}, and ends before {@code to}, or {@link #MALFORMED}} */
    static int decode(byte[] text, int at, int to) {
        int first = text[at] & 0xFF;
        int length = first < 0x80 ? 1 : first < 0xC0 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF8 ? 4 : 0;
        if (length < 2 || at + length > to) {
            return length == 1 ? first : MALFORMED;
        }
        int code = first & 0x7F >> length;
        for (int i = 1; i < length; i++) {
            if ((text[at + i] & 0xC0) != 0x80) {
                return MALFORMED;
            }
            code = (code << 6) | (text[at + i] & 0x3F);
        }
        boolean surrogate = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
        return code < LEAST[length] || surrogate || code > Character.MAX_CODE_POINT ? MALFORMED : code;
    }

    /** {@return how many bytes the character takes; one if it is {@link #MALFORMED}} */
    static int length(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    /** Writes the character into {@code target} from {@code at} on. */
    static void encode(int codePoint, byte[] target, int at) {
        int length = length(codePoint);
        if (length == 1) {
            target[at] = (byte) codePoint;
            return;
        }
        int rest = codePoint;
        for (int i = length - 1; i > 0; i--) {
            target[at + i] = (byte) (0x80 | (rest & 0x3F));
            rest >>>= 6;
        }
        target[at] = (byte) (0xF00 >> length | rest);
    }
}
