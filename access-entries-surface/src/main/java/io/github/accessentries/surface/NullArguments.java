package io.github.accessentries.surface;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls every public constructor and method of a surface with {@code null} for one parameter after the other, where the
 * signature does not allow it, and with a {@code null} among the elements of variable arguments. Each must end in a {@link
 * NullPointerException} whose message begins with the name of the parameter.
 *
 * <p>What an interface leaves to others cannot be called: give an implementation of it to {@link #among}.
 */
public final class NullArguments {

    private final Samples samples;
    private final List<String> faults = new ArrayList<>();

    private NullArguments(Samples samples) {
        this.samples = samples;
    }

    /**
     * Calls them all.
     *
     * @param surface the types
     * @param samples the values to call, and to call them with
     * @return a sentence for each parameter that takes {@code null}, or refuses it without its name
     */
    public static List<String> among(Surface surface, Samples samples) {
        NullArguments calls = new NullArguments(samples);
        surface.types().forEach(calls::callAll);
        return calls.faults;
    }

    private void callAll(Class<?> type) {
        if (type.isAnnotation()) {
            return;
        }
        if (!Modifier.isAbstract(type.getModifiers())) {
            Stream.of(type.getDeclaredConstructors())
                    .filter(each -> Modifier.isPublic(each.getModifiers()))
                    .forEach(each -> call(type, each));
        }
        Surface.methods(type).stream()
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> !isLeftToOthers(type, method) || samples.knows(type))
                .filter(method -> !(type.isEnum() && method.getName().equals("valueOf")))
                .forEach(method -> call(type, method));
    }

    private static boolean isLeftToOthers(Class<?> type, Method method) {
        return Modifier.isAbstract(method.getModifiers())
                || (type.isInterface() && !Modifier.isStatic(method.getModifiers()));
    }

    private void call(Class<?> type, Executable executable) {
        Parameter[] parameters = executable.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            Parameter parameter = parameters[i];
            if (parameter.getType().isPrimitive() || isNullable(parameter.getAnnotatedType())) {
                continue;
            }
            check(type, executable, i, null);
            boolean hasElements = parameter.isVarArgs()
                    && parameter.getAnnotatedType() instanceof AnnotatedArrayType array
                    && !isNullable(array.getAnnotatedGenericComponentType());
            if (hasElements) {
                check(type, executable, i, Array.newInstance(parameter.getType().getComponentType(), 1));
            }
        }
    }

    private void check(Class<?> type, Executable executable, int index, @Nullable Object given) {
        Parameter parameter = executable.getParameters()[index];
        String what = given == null ? "null" : "an element that is null";
        try {
            Object[] arguments = new Object[executable.getParameterCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = i == index ? given : samples.of(executable.getParameterTypes()[i]);
            }
            invoke(type, executable, arguments);
            add(type, executable, parameter, "takes " + what);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            boolean isRefused = cause instanceof NullPointerException
                    && (isGenerated(executable) || names(cause.getMessage(), parameter.getName()));
            if (!isRefused) {
                add(type, executable, parameter, "answers " + what + " with " + cause);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            add(type, executable, parameter, "cannot be called: " + e + Arrays.toString(e.getSuppressed()));
        }
    }

    private void invoke(Class<?> type, Executable executable, Object[] arguments) throws ReflectiveOperationException {
        if (executable instanceof Constructor<?> constructor) {
            constructor.newInstance(arguments);
        } else {
            Method method = (Method) executable;
            boolean isStatic = Modifier.isStatic(method.getModifiers());
            Samples.publicly(method, type).invoke(isStatic ? null : samples.of(type), arguments);
        }
    }

    private void add(Class<?> type, Executable executable, Parameter parameter, String fault) {
        faults.add(TypeText.name(type) + "." + (executable instanceof Method ? executable.getName() : "new") + "("
                + String.join(
                        ", ",
                        Arrays.stream(executable.getParameters())
                                .map(each -> TypeText.name(each.getType()) + " " + each.getName())
                                .toList())
                + "): " + parameter.getName() + " " + fault);
    }

    /** What Immutables generates names what is built, and not its own parameters. */
    private static boolean isGenerated(Executable executable) {
        return executable.getDeclaringClass().getName().contains(".Immutable");
    }

    private static boolean names(@Nullable String message, String parameter) {
        return message != null && (message.equals(parameter) || message.startsWith(parameter + " "));
    }

    private static boolean isNullable(AnnotatedType type) {
        if (isMarkedNullable(type)) {
            return true;
        }
        return type.getType() instanceof TypeVariable<?> variable
                && Arrays.stream(variable.getAnnotatedBounds()).anyMatch(NullArguments::isMarkedNullable);
    }

    private static boolean isMarkedNullable(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .anyMatch(each -> Objects.equals(each.annotationType().getSimpleName(), "Nullable"));
    }
}
