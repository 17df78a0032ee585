package io.hivemind.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.hivemind.engines.Placement;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What {@code hivemind print} says to engines is what they understand. */
class PrintCommandTest extends CommandTesting {
    @TempDir
    private Path folder;

    private static List<JsonElement> objects(String yaml) {
        var objects = new ArrayList<JsonElement>();
        for (Object object : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
            objects.add(new Gson().toJsonTree(object));
        }
        return objects;
    }

    /** Complains about fields that Kubernetes does not have, and about those that it misses, at any depth. */
    private static void check(JsonElement object) throws IOException {
        switch (object.getAsJsonObject().get("kind").getAsString()) {
            case "Secret" -> V1Secret.validateJsonElement(object);
            case "Service" -> V1Service.validateJsonElement(object);
            case "Job" -> V1Job.validateJsonElement(object);
            case "StatefulSet" -> V1StatefulSet.validateJsonElement(object);
            default -> throw new AssertionError(object);
        }
    }

    @Test
    void theScriptForSlurmIsOneThatBashReads() throws Exception {
        assertThat(hivemind(
                        "print", "slurm", "-n", "8", "--memory-per-drone", "1g", "quicksort", "--input", "it's a file"))
                .isZero();
        assertThat(out())
                .contains(
                        "#SBATCH --ntasks=8\n",
                        // 1 GiB of pages, 64 MiB and half of that for Java's heap, 160 MiB beside both.
                        "#SBATCH --mem-per-cpu=1760M\n",
                        "join --memory-per-drone 1024m quicksort --input 'it'\\''s a file'\n")
                .doesNotContain("INSECURE");
        Path script = Files.writeString(folder.resolve("sort.sbatch"), out());
        Process bash = new ProcessBuilder("bash", "-n", script.toString())
                .redirectErrorStream(true)
                .start();
        String complaints = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(bash.exitValue()).as(complaints).isZero();
    }

    @Test
    void severalNodesOfSlurmTakeTheConsentToGoWithoutEncryptionWithThem() {
        assertThat(hivemind("print", "slurm", "--insecure", "pi")).isZero();
        assertThat(out()).contains("export HIVEMIND_INSECURE=true\n").doesNotContain("--mem-per-cpu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"job", "statefulset"})
    void kubernetesKnowsEveryFieldThatIsPrinted(String kind) throws IOException {
        assertThat(hivemind(
                        "print",
                        "k8s",
                        "-n",
                        "3",
                        "--kind",
                        kind,
                        "--memory-per-drone=64m",
                        "--image=registry.example/hivemind:1",
                        "quicksort",
                        "--input",
                        "a \"list\""))
                .isZero();
        List<JsonElement> objects = objects(out());
        assertThat(objects).hasSize(3);
        for (JsonElement object : objects) {
            check(object);
        }
        assertThat(objects.getFirst().toString()).containsPattern("\"stringData\":\\{\"hive\":\"[0-9a-f]{64}\"}");
        assertThat(objects.getLast().toString())
                .contains(
                        "\"args\":[\"join\",\"--memory-per-drone\",\"64m\",\"quicksort\",\"--input\",\"a \\\"list\\\"\"]",
                        "\"terminationGracePeriodSeconds\":30",
                        "\"limits\":{\"memory\":\"320Mi\"}",
                        "\"name\":\"HIVEMIND_SECRET_FILE\",\"value\":\"/hivemind-secret/hive\"",
                        "\"mountPath\":\"/hivemind-secret\"",
                        "\"secretName\":\"quicksort\"")
                .doesNotContain("INSECURE");
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowWouldBeNoticed() {
        String wrong = KubernetesFiles.of(
                        new Script("pi", 2, OptionalLong.empty(), true, List.of("pi")),
                        KubernetesFiles.Kind.JOB,
                        "image")
                .replace("restartPolicy", "restartPolizei");
        assertThatThrownBy(() -> check(objects(wrong).getLast())).hasMessageContaining("restartPolizei");
    }

    @Test
    void whatIsPrintedForKubernetesIsWhatDronesLookFor() {
        hivemind("print", "k8s", "-n", "3", "--image=i", "--name=my-sort", "quicksort");
        assertThat(out()).contains("name: my-sort\n", "subdomain: my-sort\n", "completions: 3\n");
        Placement placement = Placement.of(Map.of(
                "KUBERNETES_SERVICE_HOST", "10.0.0.1",
                "JOB_COMPLETION_INDEX", "2",
                "HOSTNAME", "my-sort-2",
                "HIVEMIND_SIZE", "3"));
        assertThat(placement.found().toString()).contains("my-sort-0.my-sort:4000");
    }

    @Test
    void aKindOfPodsThatThereIsNotIsRefused() {
        refuses(
                "The option --kind takes job or statefulset, but was given \"deployment\".",
                "print",
                "k8s",
                "--kind=deployment",
                "--image=i",
                "pi");
    }

    @Test
    void podsNeedAnImage() {
        refuses("Which image? Name one that has HiveMind in /hivemind, with --image IMAGE.", "print", "k8s", "pi");
    }

    @Test
    void podsThatGoWithoutEncryptionNeedNoSecret() throws Exception {
        assertThat(hivemind("print", "k8s", "--insecure", "--image=i", "pi")).isZero();
        List<JsonElement> objects = objects(out());
        assertThat(objects).hasSize(2);
        for (JsonElement object : objects) {
            check(object);
        }
        assertThat(objects.getLast().toString())
                .contains("\"name\":\"HIVEMIND_INSECURE\",\"value\":\"true\"")
                .doesNotContain("SECRET");
    }

    @Test
    void noTwoHivesOfKubernetesHaveOneSecret() {
        hivemind("print", "k8s", "--image=i", "pi");
        String first = out();
        out.reset();
        hivemind("print", "k8s", "--image=i", "pi");
        assertThat(out()).isNotEqualTo(first);
    }

    @Test
    void aNameIsOneThatDnsAllows() {
        refuses(
                "The option --name takes small letters, digits and dashes, at most 42, from a letter on, but was given"
                        + " \"My Job\".",
                "print",
                "slurm",
                "--name=My Job",
                "pi");
    }
}
