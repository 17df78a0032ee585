package io.hivemind.cli;

import io.hivemind.apps.Programs;
import io.hivemind.apps.frame.Program;
import java.util.List;
import java.util.stream.Collectors;

/** What the command says about the built-in programs. */
final class ProgramHelp {
    private ProgramHelp() {}

    /** {@return the names of all programs, for a sentence} */
    static String names() {
        return Programs.all().stream().map(Program::name).collect(Collectors.joining(", "));
    }

    /** {@return all programs with what they do, one a line} */
    static String[] list() {
        return Programs.all().stream()
                .map(program -> "  %-12s %s".formatted(program.name(), program.description()))
                .toArray(String[]::new);
    }

    /** {@return whether {@code words}, a program's name and its options, ask for the program's help} */
    static boolean isAskedFor(List<String> words) {
        return words.stream().skip(1).anyMatch(word -> word.equals("--help") || word.equals("-h"));
    }

    /** {@return the help of one program} */
    static String of(Program program) {
        return """
                Usage: hivemind run [-n N] [OPTIONS] %s [PROGRAM'S OPTIONS]

                The program %s %s.

                The program's options:
                %s""".formatted(
                        program.name(),
                        program.name(),
                        program.description(),
                        program.options().help());
    }
}
