package io.hivemind.cli;

import io.hivemind.apps.frame.Mistake;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code hivemind print k8s}. */
@Command(
        name = "k8s",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        synopsisHeading = "",
        customSynopsis = "Usage: hivemind print k8s [OPTIONS] PROGRAM [PROGRAM'S OPTIONS]",
        descriptionHeading = "%n",
        description = {
            "Prints a fresh secret, a headless service, and an Indexed Job or a StatefulSet, for kubectl apply. Whoever reads the"
                    + " secret can join the hive: do not keep what is printed where others see it."
        },
        optionListHeading = "%nOptions, before the name of the program:%n",
        footer = {
            "",
            "Example:",
            "  hivemind print k8s -n 4 --image registry.example/hivemind:1 pi | kubectl apply -f -"
        })
final class PrintKubernetesCommand implements Callable<Integer> {
    @Mixin
    private ScriptOptions options = new ScriptOptions();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "job, an Indexed Job, which runs once, or statefulset, which starts again (default: job).")
    private Optional<String> kind;

    @Option(names = "--image", paramLabel = "IMAGE", description = "The image, which has HiveMind in /hivemind.")
    private Optional<String> image;

    private final PrintStream out;

    PrintKubernetesCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        Script script = options.script();
        out.print(KubernetesFiles.of(script, kind(), image()));
        return 0;
    }

    private KubernetesFiles.Kind kind() {
        String text = kind.orElse("job");
        return switch (text) {
            case "job" -> KubernetesFiles.Kind.JOB;
            case "statefulset" -> KubernetesFiles.Kind.STATEFULSET;
            default -> throw new Mistake("The option --kind takes job or statefulset, but was given \"" + text + "\".");
        };
    }

    private String image() {
        return image.orElseThrow(
                () -> new Mistake("Which image? Name one that has HiveMind in /hivemind, with --image IMAGE."));
    }
}
