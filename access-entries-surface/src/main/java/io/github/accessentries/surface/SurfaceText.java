package io.github.accessentries.surface;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A surface as lines of text, the same on every JDK: each type with all that users see of it, sorted, so that a change of the
 * surface is a small difference between two texts. What follows from the kind of a type is left out: accessors and canonical
 * constructors of records, {@code values} of enums, {@code abstract} in interfaces.
 */
final class SurfaceText {

    private SurfaceText() {}

    static String of(Surface surface) {
        StringBuilder text =
                new StringBuilder("# ").append(surface.types().size()).append(" types\n");
        String pack = "";
        for (Class<?> type : surface.types()) {
            if (!type.getPackageName().equals(pack)) {
                pack = type.getPackageName();
                text.append("\npackage ").append(pack).append('\n');
            }
            text.append('\n').append(header(type)).append('\n');
            members(type).forEach(member -> text.append("  ").append(member).append('\n'));
        }
        return text.toString();
    }

    private static String header(Class<?> type) {
        AnnotatedType above = type.getAnnotatedSuperclass();
        Class<?> superclass = type.getSuperclass();
        boolean namesSuperclass =
                superclass != null && superclass != Object.class && !type.isEnum() && !type.isRecord();
        return TypeText.annotationsOn(type)
                + modifiers(type)
                + kind(type)
                + " "
                + TypeText.name(type)
                + TypeText.variables(type.getTypeParameters())
                + components(type)
                + (namesSuperclass && above != null && Surface.isVisible(superclass)
                        ? " extends " + TypeText.of(above)
                        : "")
                + TypeText.list(
                        type.isInterface() ? " extends " : " implements ",
                        visible(type.getAnnotatedInterfaces()),
                        ", ",
                        "")
                + permitted(type);
    }

    private static AnnotatedType[] visible(AnnotatedType[] types) {
        return Arrays.stream(types)
                .filter(each -> !each.getType().getTypeName().equals("java.lang.annotation.Annotation"))
                .toArray(AnnotatedType[]::new);
    }

    private static String modifiers(Class<?> type) {
        int shown = Modifier.PUBLIC | Modifier.PROTECTED;
        if (!type.isInterface() && !type.isEnum() && !type.isRecord()) {
            shown |= Modifier.ABSTRACT | Modifier.FINAL | Modifier.STATIC;
        }
        String modifiers = Modifier.toString(type.getModifiers() & shown);
        return modifiers + (type.isSealed() && !type.isEnum() ? " sealed " : " ");
    }

    private static String kind(Class<?> type) {
        if (type.isAnnotation()) {
            return "@interface";
        }
        return type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
    }

    private static String components(Class<?> type) {
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .map(each -> TypeText.of(each.getAnnotatedType()) + " " + each.getName())
                        .collect(Collectors.joining(", ", "(", ")"))
                : "";
    }

    /** An enum whose constants have bodies is sealed for the JDK, but not for its users. */
    private static String permitted(Class<?> type) {
        return type.isSealed() && !type.isEnum()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .map(TypeText::name)
                        .sorted()
                        .collect(Collectors.joining(", ", " permits ", ""))
                : "";
    }

    private static List<String> members(Class<?> type) {
        List<String> members = new ArrayList<>();
        Stream.of(type.getDeclaredFields())
                .filter(field -> Surface.isVisible(field.getModifiers()) && !field.isSynthetic())
                .sorted(Comparator.comparing(Field::getName))
                .forEach(field -> members.add(text(field)));
        Stream.of(type.getDeclaredConstructors())
                .filter(each -> Surface.isVisible(each.getModifiers()) && !each.isSynthetic())
                .filter(each -> !isCanonical(each))
                .map(SurfaceText::text)
                .sorted()
                .forEach(members::add);
        Surface.methods(type).stream()
                .filter(method -> !followsFromKind(type, method))
                .map(method -> text(type, method))
                .forEach(members::add);
        return members;
    }

    private static String text(Field field) {
        if (field.isEnumConstant()) {
            return TypeText.annotationsOn(field) + field.getName();
        }
        return TypeText.annotationsOn(field)
                + Modifier.toString(field.getModifiers())
                + " "
                + TypeText.of(field.getAnnotatedType())
                + " "
                + field.getName()
                + constant(field);
    }

    /** Compilers copy constants into the classes of users, so that a new value is a change. */
    private static String constant(Field field) {
        boolean isConstant = Modifier.isStatic(field.getModifiers())
                && Modifier.isFinal(field.getModifiers())
                && Modifier.isPublic(field.getModifiers())
                && (field.getType().isPrimitive() || field.getType() == String.class);
        if (!isConstant) {
            return "";
        }
        try {
            return " = " + field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " is public and cannot be read", e);
        }
    }

    private static String text(Constructor<?> constructor) {
        return TypeText.annotationsOn(constructor)
                + Modifier.toString(constructor.getModifiers())
                + " "
                + TypeText.name(constructor.getDeclaringClass())
                + parameters(constructor);
    }

    private static String text(Class<?> type, Method method) {
        int hidden = Modifier.SYNCHRONIZED | Modifier.NATIVE | Modifier.STRICT | Modifier.TRANSIENT | Modifier.VOLATILE;
        if (type.isInterface()) {
            hidden |= Modifier.ABSTRACT | Modifier.PUBLIC;
        }
        if (Modifier.isFinal(type.getModifiers())) {
            hidden |= Modifier.FINAL;
        }
        String modifiers = Modifier.toString(method.getModifiers() & ~hidden);
        String variables = TypeText.variables(method.getTypeParameters());
        return TypeText.annotationsOn(method).replace("@Nullable ", "")
                + (modifiers.isEmpty() ? "" : modifiers + " ")
                + (method.isDefault() ? "default " : "")
                + (variables.isEmpty() ? "" : variables + " ")
                + TypeText.of(method.getAnnotatedReturnType())
                + " "
                + method.getName()
                + parameters(method)
                + (method.getDefaultValue() == null ? "" : " default");
    }

    private static String parameters(Executable executable) {
        String parameters = Arrays.stream(executable.getParameters())
                .map(SurfaceText::text)
                .collect(Collectors.joining(", ", "(", ")"));
        AnnotatedType[] thrown = executable.getAnnotatedExceptionTypes();
        return parameters + TypeText.list(" throws ", thrown, ", ", "");
    }

    private static String text(Parameter parameter) {
        String type = TypeText.of(parameter.getAnnotatedType());
        return parameter.isVarArgs() ? type.substring(0, type.length() - 2) + "..." : type;
    }

    private static boolean isCanonical(Constructor<?> constructor) {
        Class<?> type = constructor.getDeclaringClass();
        return type.isRecord()
                && Arrays.equals(
                        constructor.getParameterTypes(),
                        Arrays.stream(type.getRecordComponents())
                                .map(RecordComponent::getType)
                                .toArray());
    }

    private static boolean followsFromKind(Class<?> type, Method method) {
        String name = method.getName();
        if (type.isEnum()) {
            return Modifier.isStatic(method.getModifiers()) && (name.equals("values") || name.equals("valueOf"));
        }
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(component -> method.equals(component.getAccessor()));
    }
}
