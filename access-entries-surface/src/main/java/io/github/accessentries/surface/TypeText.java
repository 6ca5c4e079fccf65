package io.github.accessentries.surface;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Types as source code has them, with the annotations on them. Names of packages are left out for types of the JDK and our
 * own.
 */
final class TypeText {

    private TypeText() {}

    static String of(AnnotatedType type) {
        if (type instanceof AnnotatedArrayType array) {
            return of(array.getAnnotatedGenericComponentType()) + annotationsAfter(array) + "[]";
        }
        if (type instanceof AnnotatedParameterizedType parameterized) {
            return annotationsOn(type)
                    + name((Class<?>) ((ParameterizedType) type.getType()).getRawType())
                    + list("<", parameterized.getAnnotatedActualTypeArguments(), ", ", ">");
        }
        if (type instanceof AnnotatedWildcardType wildcard) {
            AnnotatedType[] lower = wildcard.getAnnotatedLowerBounds();
            return annotationsOn(type)
                    + "?"
                    + (lower.length > 0
                            ? list(" super ", lower, " & ", "")
                            : bounds(wildcard.getAnnotatedUpperBounds()));
        }
        return annotationsOn(type) + plain(type.getType());
    }

    private static String plain(Type type) {
        return type instanceof Class<?> named ? name(named) : type.getTypeName();
    }

    /** The name as users write it who import the outermost type. */
    static String name(Class<?> type) {
        if (type.isArray()) {
            return name(type.getComponentType()) + "[]";
        }
        String pack = type.getPackageName();
        String full = type.getCanonicalName() == null ? type.getName() : type.getCanonicalName();
        boolean isWellKnown = pack.startsWith("java.") || pack.startsWith("io.github.accessentries");
        return isWellKnown && full.startsWith(pack + ".") ? full.substring(pack.length() + 1) : full;
    }

    static String variables(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Arrays.stream(variables)
                        .map(each -> annotationsOn(each) + each.getName() + bounds(each.getAnnotatedBounds()))
                        .collect(Collectors.joining(", ", "<", ">"));
    }

    private static String bounds(AnnotatedType[] bounds) {
        boolean isDefault = bounds.length == 1
                && bounds[0].getType() == Object.class
                && annotationsOn(bounds[0]).isEmpty();
        return bounds.length == 0 || isDefault ? "" : list(" extends ", bounds, " & ", "");
    }

    static String list(String before, AnnotatedType[] types, String between, String after) {
        return types.length == 0
                ? ""
                : Arrays.stream(types).map(TypeText::of).collect(Collectors.joining(between, before, after));
    }

    /** All annotations that are there at run time, each with a space after it. */
    static String annotationsOn(AnnotatedElement element) {
        List<String> names = new ArrayList<>();
        for (Annotation each : element.getDeclaredAnnotations()) {
            names.add("@" + each.annotationType().getSimpleName() + " ");
        }
        return names.stream().sorted().collect(Collectors.joining());
    }

    private static String annotationsAfter(AnnotatedElement element) {
        String annotations = annotationsOn(element);
        return annotations.isEmpty() ? "" : " " + annotations;
    }
}
