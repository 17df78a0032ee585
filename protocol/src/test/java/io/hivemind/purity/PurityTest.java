package io.hivemind.purity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The core is a pure function of its inputs, and the wall that checks it lets nothing through. */
class PurityTest {
    @Test
    void theCoreIsPure() throws IOException {
        List<Path> classes;
        try (Stream<Path> files = Files.walk(Path.of("target", "classes"))) {
            classes = files.filter(file -> file.toString().endsWith(".class")).toList();
        }
        assertThat(classes).as("the classes of the core").hasSizeGreaterThan(1);

        List<String> breaches = new ArrayList<>();
        for (Path file : classes) {
            breaches.addAll(PurityWall.breaches(Files.readAllBytes(file)));
        }
        assertThat(breaches).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("io.hivemind.purity.Ban#ALL")
    void everyBanIsCaughtAndTheSentenceNamesWhoWhatAndWhatElse(Ban ban) {
        int hash = ban.name().indexOf('#');
        String type = hash < 0 ? ban.name() : ban.name().substring(0, hash);
        String member = hash < 0 ? "any" : ban.name().substring(hash + 1);
        // A ban may be of a whole package, and then one class stands for all of it.
        boolean isClass = type.matches(".*\\.[A-Z]\\w*");
        ClassDesc used = ClassDesc.of(isClass ? type : (type + ".Any").replaceFirst("^\\.", ""));
        byte[] planted = ClassFile.of()
                .build(
                        ClassDesc.of("io.hivemind.planted.Breach"),
                        breach -> breach.withMethodBody(
                                "use",
                                ConstantDescs.MTD_void,
                                ClassFile.ACC_STATIC,
                                code -> code.invokestatic(used, member, MethodTypeDesc.of(ConstantDescs.CD_void))
                                        .return_()));

        assertThat(PurityWall.breaches(planted))
                .anySatisfy(sentence ->
                        assertThat(sentence).contains("io.hivemind.planted.Breach", ban.name(), ban.instead()));
    }

    @Test
    void aReferenceIsCaughtWhereverJavacPutsIt() throws IOException {
        assertThat(breaches(Planted.MethodReference.class)).anyMatch(sentence -> sentence.contains("System#nanoTime"));
        assertThat(breaches(Planted.Inherited.class)).anyMatch(sentence -> sentence.contains("List#parallelStream"));
        assertThat(breaches(Planted.Field.class)).anyMatch(sentence -> sentence.contains("java.util.HashMap"));
        assertThat(breaches(Planted.Parameter.class)).anyMatch(sentence -> sentence.contains("java.time.Duration"));
        assertThat(breaches(Planted.ArrayElement.class)).anyMatch(sentence -> sentence.contains("java.util.Random"));
        assertThat(breaches(Planted.UnorderedSet.class)).anyMatch(sentence -> sentence.contains("java.util.Set#of"));
    }

    @Test
    void lockingIsCaughtThoughItRefersToNothing() throws IOException {
        assertThat(breaches(Planted.SynchronizedMethod.class))
                .anyMatch(sentence -> sentence.contains("synchronizes in twice"));
        assertThat(breaches(Planted.SynchronizedBlock.class))
                .anyMatch(sentence -> sentence.contains("synchronizes in twice"));
        assertThat(breaches(Planted.VolatileField.class))
                .anyMatch(sentence -> sentence.contains("volatile field count"));
    }

    @Test
    void whatOnlyLooksLikeABannedNameIsAllowed() throws IOException {
        assertThat(breaches(Planted.Pure.class)).isEmpty();
    }

    private static List<String> breaches(Class<?> planted) throws IOException {
        try (InputStream in = planted.getResourceAsStream(planted.getTypeName().replaceFirst(".*\\.", "") + ".class")) {
            return PurityWall.breaches(in.readAllBytes());
        }
    }
}
