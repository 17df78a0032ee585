package io.hivemind.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.hivemind.rules.planted.Offender;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The modules and packages import one another only as the architecture says. */
class ImportRulesTest {
    private static final ImportRules RULES = new ImportRules("io.hivemind");
    private static final ImportRules PLANTED_RULES = new ImportRules("io.hivemind.rules.planted");

    private static final JavaClasses PROJECT = new ClassFileImporter()
            .importPaths(Stream.of("protocol", "simulator", "library", "apps", "bench", "cli")
                    .map(module -> Path.of("..", module, "target", "classes"))
                    .toList());
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(Offender.class.getPackageName());

    @Test
    void everyPackageImportsDownwardsOnly() {
        RULES.downwardsOnly().check(PROJECT);
    }

    @Test
    void noPackagesImportEachOther() {
        RULES.noCycles().check(PROJECT);
    }

    @ParameterizedTest
    @FieldSource("io.hivemind.rules.ImportRules#EVERYWHERE")
    void theRulesForAllCodeHold(ArchRule rule) {
        rule.check(PROJECT);
    }

    @Test
    void linksAndMemoryThatKnowEachOtherAreCaught() {
        assertThat(breaches(PLANTED_RULES.downwardsOnly())).contains("planted.links.Link", "planted.memory.Words");
        assertThat(breaches(PLANTED_RULES.noCycles())).contains("Cycle detected");
    }

    @Test
    void aPackageThatTheTableDoesNotKnowIsCaught() {
        assertThat(breaches(PLANTED_RULES.downwardsOnly())).contains("planted.stray.Stray");
    }

    @ParameterizedTest
    @FieldSource("io.hivemind.rules.ImportRules#EVERYWHERE")
    void aBreachOfARuleForAllCodeIsCaught(ArchRule rule) {
        assertThat(breaches(rule)).contains("planted.Offender");
    }

    @Test
    void anyPackageOfTheLibraryMayThrowWhatThePublicInterfaceDeclares() {
        assertThat(breaches(PLANTED_RULES.downwardsOnly())).doesNotContain("planted.links.Cable");
        assertThat(breaches(PLANTED_RULES.noCycles())).doesNotContain("planted.links.Cable");
    }

    private static String breaches(ArchRule rule) {
        return rule.evaluate(PLANTED).getFailureReport().toString();
    }
}
