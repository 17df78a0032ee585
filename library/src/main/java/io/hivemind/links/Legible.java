package io.hivemind.links;

/** What strangers say, fit to be shown: on one line, not long, and with nothing in it that a terminal would obey. */
final class Legible {
    private static final int MOST_CHARACTERS = 400;

    private Legible() {}

    /** {@return {@code text} as it may be shown} */
    static String text(String text) {
        String some = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "..." : text;
        return some.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
}
