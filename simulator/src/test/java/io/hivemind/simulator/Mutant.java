package io.hivemind.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A bug to be planted in the protocol.
 *
 * @param breaks the rule it breaks, in a sentence
 * @param file the source file, from the root of the packages
 * @param workloads what to hunt it with
 * @param season what befalls drones while it is hunted
 * @param find the text that is there exactly once
 * @param replacement what stands there in the mutant
 */
record Mutant(
        String name,
        String breaks,
        String file,
        List<Workload> workloads,
        Hunt.Season season,
        String find,
        String replacement) {
    private static final String HEAD = "==== ";

    static List<Mutant> read(Path list) throws IOException {
        List<Mutant> mutants = new ArrayList<>();
        List<String> lines = Files.readAllLines(list);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(HEAD)) {
                int find = lines.subList(i, lines.size()).indexOf("<<<<") + i;
                int replacement = lines.subList(i, lines.size()).indexOf("||||") + i;
                int end = lines.subList(i, lines.size()).indexOf(">>>>") + i;
                List<String> hunt = List.of(lines.get(i + 3).split(" "));
                Hunt.Season season = season(hunt.get(1));
                mutants.add(new Mutant(
                        lines.get(i).substring(HEAD.length()),
                        lines.get(i + 1),
                        lines.get(i + 2).substring("file ".length()),
                        workloads(hunt.subList(season == Hunt.Season.CALM ? 1 : 2, hunt.size())),
                        season,
                        String.join("\n", lines.subList(find + 1, replacement)),
                        String.join("\n", lines.subList(replacement + 1, end))));
                i = end;
            }
        }
        return mutants;
    }

    /** {@return the source of the file with the bug in it} */
    String plantIn(Path sources) throws IOException {
        String source = Files.readString(sources.resolve(file));
        int at = source.indexOf(find);
        if (at < 0 || source.indexOf(find, at + 1) >= 0) {
            throw new IllegalStateException("The text of mutant " + name + " is "
                    + (at < 0 ? "not in " : "more than once in ") + file
                    + ". The code has changed: write in mutants.txt how the same rule is broken now.");
        }
        return source.substring(0, at) + replacement + source.substring(at + find.length());
    }

    private static Hunt.Season season(String word) {
        return List.of(Hunt.Season.values()).stream()
                .filter(season -> season.label().equals(word))
                .findFirst()
                .orElse(Hunt.Season.CALM);
    }

    private static List<Workload> workloads(List<String> names) {
        List<Workload> workloads = new ArrayList<>();
        for (String name : names) {
            workloads.add(Workload.of(name)
                    .orElseThrow(() -> new IllegalStateException("There is no workload " + name + ".")));
        }
        return workloads;
    }

    @Override
    public String toString() {
        return name;
    }
}
