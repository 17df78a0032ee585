package io.hivemind.apps.frame;

import java.util.List;
import java.util.Optional;

/** One option of a program: its name, what it takes, and what it means. */
public sealed interface Option {
    /** {@return the option as it is typed, with its dashes} */
    String name();

    /** {@return what the help says about it} */
    String text();

    /** {@return what stands for its value in the help, empty if it takes none} */
    String label();

    /** {@return its value when it is not given, empty if that is nothing} */
    Optional<String> initial();

    /** Refuses a value that the option cannot have. */
    void check(String value);

    /** An option that is there or not. */
    record Flag(String name, String text) implements Option {
        @Override
        public String label() {
            return "";
        }

        @Override
        public Optional<String> initial() {
            return Optional.empty();
        }

        @Override
        public void check(String value) {
            throw new Mistake("The option " + name + " takes no value, but was given \"" + value + "\".");
        }
    }

    /** A whole number from {@code least} to {@code most}; without {@code initial} the program works it out. */
    record WholeNumber(String name, Optional<String> initial, long least, long most, String text) implements Option {
        @Override
        public String label() {
            return "N";
        }

        @Override
        public void check(String value) {
            if (!inRange(value)) {
                throw new Mistake("The option %s takes a whole number from %,d to %,d, but was given \"%s\"."
                        .formatted(name, least, most, value));
            }
        }

        /** {@return the number that {@code value}, which was checked, means} */
        public static long parse(String value) {
            return Long.parseLong(value.replace("_", ""));
        }

        private boolean inRange(String value) {
            try {
                long number = parse(value);
                return number >= least && number <= most;
            } catch (NumberFormatException notANumber) {
                return false;
            }
        }
    }

    /** A number from {@code least} to {@code most}, with a decimal point if it needs one. */
    record Decimal(String name, Optional<String> initial, double least, double most, String text) implements Option {
        @Override
        public String label() {
            return "X";
        }

        @Override
        public void check(String value) {
            if (!inRange(value)) {
                throw new Mistake("The option %s takes a number from %s to %s, but was given \"%s\"."
                        .formatted(name, least, most, value));
            }
        }

        private boolean inRange(String value) {
            try {
                double number = Double.parseDouble(value);
                return number >= least && number <= most;
            } catch (NumberFormatException notANumber) {
                return false;
            }
        }
    }

    /** One of a few words. */
    record Choice(String name, Optional<String> initial, List<String> words, String text) implements Option {
        /** Keeps the words from changing. */
        public Choice {
            words = List.copyOf(words);
        }

        @Override
        public String label() {
            return String.join("|", words);
        }

        @Override
        public void check(String value) {
            if (!words.contains(value)) {
                throw new Mistake("The option %s takes one of %s, but was given \"%s\"."
                        .formatted(name, String.join(", ", words), value));
            }
        }
    }

    /** The path of a file. */
    record File(String name, String label, String text) implements Option {
        /** Makes one that the help calls FILE. */
        public File(String name, String text) {
            this(name, "FILE", text);
        }

        @Override
        public Optional<String> initial() {
            return Optional.empty();
        }

        @Override
        public void check(String value) {
            if (value.isEmpty()) {
                throw new Mistake("The option " + name + " takes the name of a file, but was given nothing.");
            }
        }
    }
}
