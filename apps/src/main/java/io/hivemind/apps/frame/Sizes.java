package io.hivemind.apps.frame;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes, as people write them: {@code 200m} on the command line, {@code 200 MiB} in a sentence. */
public final class Sizes {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([kmgt]?)(?:i?b)?");

    private Sizes() {}

    /** {@return how many bytes {@code text} means: digits, with k, m, g or t for powers of 1,024; nothing if it is no size} */
    public static OptionalLong parse(String text) {
        Matcher matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        long unit = unit(matcher.group(2));
        long number = Long.parseLong(matcher.group(1));
        return number > Long.MAX_VALUE / unit ? OptionalLong.empty() : OptionalLong.of(number * unit);
    }

    /** {@return so many bytes for a sentence, in the largest unit of which there is at least one, rounded up} */
    public static String text(long bytes) {
        if (bytes >= 1L << 30 && bytes % (1L << 30) == 0) {
            return String.format(Locale.ROOT, "%,d GiB", bytes >> 30);
        }
        if (bytes >= 1L << 20) {
            return String.format(Locale.ROOT, "%,d MiB", roundUp(bytes, 20));
        }
        return bytes >= 1L << 10
                ? String.format(Locale.ROOT, "%,d KiB", roundUp(bytes, 10))
                : String.format(Locale.ROOT, "%,d bytes", bytes);
    }

    /** {@return the same, rounded down: for what there is, as {@link #text} is for what is needed} */
    public static String textDown(long bytes) {
        long unit = bytes >= 1L << 20 ? 1L << 20 : 1L << 10;
        return text(bytes < unit ? bytes : bytes / unit * unit);
    }

    /** {@return so many bytes for the command line, in mebibytes, rounded up} */
    public static String option(long bytes) {
        return roundUp(bytes, 20) + "m";
    }

    private static long unit(String letter) {
        return switch (letter) {
            case "k" -> 1L << 10;
            case "m" -> 1L << 20;
            case "g" -> 1L << 30;
            case "t" -> 1L << 40;
            default -> 1;
        };
    }

    private static long roundUp(long bytes, int shift) {
        return (bytes + (1L << shift) - 1) >> shift;
    }
}
