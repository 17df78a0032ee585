package io.hivemind.rules;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who may import whom, and what nobody may use. */
final class ImportRules {
    private static final String API = "";

    /** What the public interface throws is a part of its own: it imports nothing, and the library throws it at any depth. */
    private static final String EXCEPTIONS = "(exceptions)";

    private static final List<String> PRODUCT = List.of(
            "protocol",
            "pages",
            "wire",
            "simulator",
            "memory",
            "tls",
            "links",
            "runtime",
            "engines",
            "checkpoint",
            API,
            EXCEPTIONS,
            "apps");

    /**
     * For each package below the root, the others it may import: downwards only, never sideways. A package's own
     * subpackages count as part of it, and the root itself is the public interface.
     */
    private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("protocol", List.of()),
            Map.entry("pages", List.of("protocol")),
            Map.entry("wire", List.of("protocol", "pages")),
            Map.entry("simulator", List.of("protocol", "pages", "wire")),
            Map.entry(EXCEPTIONS, List.of()),
            Map.entry("memory", List.of("protocol", "pages", EXCEPTIONS)),
            Map.entry("tls", List.of()),
            Map.entry("links", List.of("protocol", "wire", "tls", EXCEPTIONS)),
            Map.entry("engines", List.of()),
            Map.entry("checkpoint", List.of()),
            Map.entry("runtime", List.of("protocol", "pages", "wire", "memory", "links", EXCEPTIONS)),
            Map.entry(
                    API,
                    List.of(
                            "protocol",
                            "pages",
                            "wire",
                            "memory",
                            "links",
                            "runtime",
                            "engines",
                            "checkpoint",
                            EXCEPTIONS)),
            Map.entry("apps", List.of(API, EXCEPTIONS)),
            Map.entry("bench", PRODUCT),
            Map.entry("cli", Stream.concat(PRODUCT.stream(), Stream.of("bench")).toList()));

    static final List<ArchRule> EVERYWHERE =
            List.of(NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS, NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING);

    private final String root;

    ImportRules(String root) {
        this.root = root;
    }

    ArchRule downwardsOnly() {
        return classes().that(are(inside())).should(importOnlyWhatTheTableAllows());
    }

    ArchRule noCycles() {
        return slices().assignedFrom(packages()).should().beFreeOfCycles();
    }

    private ArchCondition<JavaClass> importOnlyWhatTheTableAllows() {
        return new ArchCondition<>("import only what the table of ImportRules allows") {
            @Override
            public void check(JavaClass importer, ConditionEvents events) {
                importer.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> inside().test(dependency.getTargetClass()))
                        .filter(dependency -> !isAllowed(dependency))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(importer, dependency.getDescription())));
            }
        };
    }

    private boolean isAllowed(Dependency dependency) {
        String from = part(dependency.getOriginClass());
        String to = part(dependency.getTargetClass());
        return from.equals(to) || MAY_IMPORT.getOrDefault(from, List.of()).contains(to);
    }

    private DescribedPredicate<JavaClass> inside() {
        return JavaClass.Predicates.resideInAPackage(root + "..");
    }

    /** {@return the first package below the root that the class is in} */
    private String part(JavaClass type) {
        if (type.getPackageName().equals(root)) {
            return type.isAssignableTo(Throwable.class) ? EXCEPTIONS : API;
        }
        return type.getPackageName().substring(root.length() + 1).replaceFirst("\\..*", "");
    }

    private SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return inside().test(type)
                        ? SliceIdentifier.of(type.getPackageName(), part(type))
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "the packages of " + root + ", its exceptions apart";
            }
        };
    }
}
