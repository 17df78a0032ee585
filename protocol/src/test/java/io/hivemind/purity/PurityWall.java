package io.hivemind.purity;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The wall round the core: reads the byte code of one class and says what in it would let threads, clocks, files, chance or
 * an iteration order that differs from JVM to JVM into the protocol. The module system cannot, for all of them live in
 * {@code java.base}.
 */
final class PurityWall {
    private PurityWall() {}

    /** {@return a full sentence for each thing in the class that the core may not have; none if it is pure} */
    static List<String> breaches(byte[] classFile) {
        ClassModel model = ClassFile.of().parse(classFile);
        String name = model.thisClass().asInternalName().replace('/', '.');
        List<String> breaches = new ArrayList<>();
        for (String reference : references(model)) {
            Ban.ALL.stream()
                    .filter(ban -> ban.covers(reference))
                    .findFirst()
                    .ifPresent(ban -> breaches.add("%s refers to %s, which the pure core may not. Use instead: %s."
                            .formatted(name, reference, ban.instead())));
        }
        for (FieldModel field : model.fields()) {
            if (field.flags().has(AccessFlag.VOLATILE)) {
                breaches.add("%s has the volatile field %s. Use instead: %s."
                        .formatted(name, field.fieldName(), Ban.ONE_CALLER));
            }
        }
        for (MethodModel method : model.methods()) {
            if (isSynchronized(method)) {
                breaches.add(
                        "%s synchronizes in %s. Use instead: %s.".formatted(name, method.methodName(), Ban.ONE_CALLER));
            }
        }
        return breaches;
    }

    /** {@return the classes that the class refers to in any way, and the members that it uses, as {@code class#member}} */
    private static Set<String> references(ClassModel model) {
        Set<String> references = new TreeSet<>();
        for (PoolEntry entry : model.constantPool()) {
            switch (entry) {
                case ClassEntry type -> add(references, type.asSymbol());
                case MemberRefEntry member ->
                    references.add(binaryName(member.owner().asSymbol()) + "#"
                            + member.name().stringValue());
                case NameAndTypeEntry type ->
                    addDescriptor(references, type.type().stringValue());
                case MethodTypeEntry type ->
                    addDescriptor(references, type.descriptor().stringValue());
                default -> {}
            }
        }
        model.fields()
                .forEach(field -> addDescriptor(references, field.fieldType().stringValue()));
        model.methods()
                .forEach(method -> addDescriptor(references, method.methodType().stringValue()));
        return references;
    }

    private static void addDescriptor(Set<String> references, String descriptor) {
        if (descriptor.startsWith("(")) {
            MethodTypeDesc type = MethodTypeDesc.ofDescriptor(descriptor);
            type.parameterList().forEach(parameter -> add(references, parameter));
            add(references, type.returnType());
        } else {
            add(references, ClassDesc.ofDescriptor(descriptor));
        }
    }

    private static void add(Set<String> references, ClassDesc type) {
        references.add(binaryName(type));
    }

    /** {@return the name with dots, of the element where the type is an array} */
    private static String binaryName(ClassDesc type) {
        ClassDesc element = type;
        while (element.isArray()) {
            element = element.componentType();
        }
        String descriptor = element.descriptorString();
        return element.isPrimitive()
                ? descriptor
                : descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    }

    private static boolean isSynchronized(MethodModel method) {
        return method.flags().has(AccessFlag.SYNCHRONIZED)
                || method.code().map(PurityWall::entersMonitor).orElse(false);
    }

    private static boolean entersMonitor(CodeModel code) {
        return code.elementStream().anyMatch(MonitorInstruction.class::isInstance);
    }
}
