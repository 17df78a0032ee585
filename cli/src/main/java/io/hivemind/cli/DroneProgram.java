package io.hivemind.cli;

import io.hivemind.Hive;
import io.hivemind.apps.frame.Mistake;
import io.hivemind.apps.frame.Reasons;
import io.hivemind.protocol.Node;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What every drone's JVM runs.
 *
 * @param jvmOptions the options of the JVM
 * @param classPath where its classes are
 * @param mainClass the class that it starts
 * @param arguments what that class is given
 */
record DroneProgram(List<String> jvmOptions, List<Path> classPath, String mainClass, List<String> arguments) {
    /**
     * Many JVMs share few cores and live for seconds: one collector thread, no files for monitoring tools, and no code that is
     * compiled without counting what it calls, however busy the compiler is: spans would never recover from that. What has no loop is
     * compiled a second time only when it was called very often, for the library is many short methods, in each JVM again. The last
     * lets the library, which is on the class path, give memory back to the system without a warning. What was rehearsed is good for
     * JVMs that are all given it, or none.
     */
    private static final List<String> USUAL_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:Tier3DelayOn=1000000",
            "-XX:Tier4InvocationThreshold=200000",
            "-XX:Tier4CompileThreshold=200000",
            "--enable-native-access=ALL-UNNAMED");

    /** What a JVM and a program need of the Java heap beside what a drone keeps there of the shared memory. */
    private static final long OWN_JAVA_HEAP = 64L << 20;

    /** What the JVM has written down in a {@link Rehearsal}, beside the classes. */
    private static final String REHEARSED = "drones.aot";

    /** One class of each thing that every drone's class path begins with. */
    private static final List<String> LIBRARY = List.of(
            Hive.class.getName(),
            Node.class.getName(),
            "org.slf4j.Logger",
            "ch.qos.logback.classic.Logger",
            "ch.qos.logback.core.Appender",
            DroneProgram.class.getName(),
            io.hivemind.apps.Main.class.getName());

    DroneProgram {
        jvmOptions = List.copyOf(jvmOptions);
        classPath = List.copyOf(classPath);
        arguments = List.copyOf(arguments);
    }

    /** {@return the built-in program that the first of {@code arguments} names} */
    static DroneProgram builtIn(List<String> jvmOptions, List<String> arguments) {
        return ofClass(io.hivemind.apps.Main.class, jvmOptions, arguments);
    }

    /** {@return the program in {@code jar}: its class {@code main}, or else the one that its manifest names} */
    static DroneProgram inJar(List<String> jvmOptions, Path jar, Optional<String> main, List<String> arguments) {
        if (!Files.isReadable(jar)) {
            throw new Mistake("The program cannot be read: there is no readable file " + jar + ".");
        }
        return new DroneProgram(
                withUsual(jvmOptions),
                libraryPathAnd(jar.toAbsolutePath()),
                main.orElseGet(() -> mainClassOf(jar)),
                arguments);
    }

    /** {@return the class {@code main}, which comes with HiveMind} */
    static DroneProgram ofClass(Class<?> main, List<String> jvmOptions, List<String> arguments) {
        return new DroneProgram(
                withUsual(jvmOptions), libraryPathAnd(placeOf(main.getName())), main.getName(), arguments);
    }

    /**
     * {@return the options that keep the Java heap small beside so many bytes of shared memory, whose pages are outside it} A JVM would
     * begin with a 64th of the machine's memory, have a third of that for new objects, and let dead ones fill it: more than the drone
     * may hold of the shared memory. What is under way between drones is new objects, which need little room, for they die soon. Twins
     * and diffs stay; but there is a page for each twin, so that they are half of what a drone holds at the most.
     */
    static List<String> javaHeapBeside(long bytesPerDrone) {
        return List.of("-Xms24m", "-Xmn16m", "-Xmx" + (javaHeapBytesBeside(bytesPerDrone) >> 20) + "m");
    }

    /** {@return how large that Java heap may become} */
    static long javaHeapBytesBeside(long bytesPerDrone) {
        return OWN_JAVA_HEAP + bytesPerDrone / 2;
    }

    /** {@return the options for each drone's JVM that {@code environment} asks for} */
    static List<String> optionsFrom(Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("HIVEMIND_JAVA_OPTIONS", "").split("\\s+"))
                .filter(option -> !option.isEmpty())
                .toList();
    }

    /** {@return what tells it from other programs, whatever its arguments: its name, and a hash of the jar or folder that has it} */
    String identity() {
        boolean isBuiltIn = mainClass.equals(io.hivemind.apps.Main.class.getName());
        String name = isBuiltIn && !arguments.isEmpty() ? arguments.getFirst() : mainClass;
        return name + "-" + Parcel.of(classPath.getLast()).hash();
    }

    /** {@return the JVM with everything behind it} */
    List<String> command() {
        return command(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                jvmOptions,
                String.join(
                        File.pathSeparator,
                        classPath.stream().map(Path::toString).toList()));
    }

    /** {@return the same on a machine that has Java and the class path in other places, and has rehearsed nothing} */
    List<String> commandElsewhere(String java, List<String> classPathThere) {
        List<String> rehearsed = rehearsed().toList();
        return command(
                java,
                jvmOptions.stream()
                        .filter(option -> !rehearsed.contains(option))
                        .toList(),
                String.join(":", classPathThere));
    }

    private List<String> command(String java, List<String> options, String joinedClassPath) {
        var command = new ArrayList<String>();
        command.add(java);
        command.addAll(options);
        command.add("-cp");
        command.add(joinedClassPath);
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    private static List<String> withUsual(List<String> given) {
        boolean choosesCollector = given.stream().anyMatch(option -> option.matches("-XX:\\+Use\\w+GC"));
        return Stream.concat(
                        USUAL_OPTIONS.stream().filter(option -> !(choosesCollector && option.endsWith("GC"))),
                        Stream.concat(rehearsed(), given.stream()))
                .toList();
    }

    /** {@return the options that use what was rehearsed, if anything was} A JVM that cannot use it shall not mention it. */
    private static Stream<String> rehearsed() {
        Path file = placeOf(DroneProgram.class.getName()).resolveSibling(REHEARSED);
        return Files.exists(file) ? Stream.of("-XX:AOTCache=" + file, "-Xlog:aot=off") : Stream.empty();
    }

    /**
     * {@return the library, what it needs, how it logs, and then {@code program}} It is less than the command's own class
     * path, so that a program may bring its own versions of the rest; and it begins alike for all programs, because what
     * was rehearsed is good for that beginning only.
     */
    private static List<Path> libraryPathAnd(Path program) {
        return Stream.concat(LIBRARY.stream().map(DroneProgram::placeOf), Stream.of(program))
                .distinct()
                .toList();
    }

    /** {@return the jar or folder in which a class is} */
    static Path placeOf(String className) {
        try {
            Class<?> type = Class.forName(className, false, DroneProgram.class.getClassLoader());
            return Path.of(Objects.requireNonNull(type.getProtectionDomain().getCodeSource())
                    .getLocation()
                    .toURI());
        } catch (ClassNotFoundException | URISyntaxException missing) {
            throw new IllegalStateException("The class " + className + " is not where classes are.", missing);
        }
    }

    private static String mainClassOf(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            return Optional.ofNullable(file.getManifest())
                    .map(manifest -> manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
                    .orElseThrow(() ->
                            new Mistake("The manifest of " + jar + " names no main class: name it with --main CLASS."));
        } catch (IOException failed) {
            throw new Mistake("The program in " + jar + " cannot be read: " + Reasons.of(failed) + ".", failed);
        }
    }
}
