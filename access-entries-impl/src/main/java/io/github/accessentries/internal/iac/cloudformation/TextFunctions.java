package io.github.accessentries.internal.iac.cloudformation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.accessentries.internal.field.Field;
import io.github.accessentries.internal.field.Unanswered;
import io.github.accessentries.internal.text.PlainText;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Functions that make texts, or lists of them.
 *
 * @param evaluator answers their arguments
 */
record TextFunctions(TemplateEvaluator evaluator) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(?<literal>!?)(?<name>[^{}]*)}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:]+");

    /** {@code Fn::Sub}, with or without names of its own. */
    Field sub(FunctionCall call, LoopScope scope) throws Unanswered {
        boolean hasNames = call.argument().isList();
        Field template = hasNames ? call.arguments(2, 2).get(0) : call.argument();
        if (!template.isText() || !template.function().isEmpty()) {
            throw call.wrong("has something else where it takes a text");
        }
        Map<String, Field> names = Map.of();
        if (hasNames) {
            Field own = call.arguments(2, 2).get(1);
            if (!own.isMapping()) {
                throw call.wrong("has something else where it takes a mapping of names to values");
            }
            names = own.members();
        }
        String text = scope.fill(UnquotedScalar.read(template), evaluator.budget());
        return call.at().withText(fill(text, names, call, scope));
    }

    private String fill(String text, Map<String, Field> names, FunctionCall call, LoopScope scope) throws Unanswered {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        int done = 0;
        while (matcher.find()) {
            filled.append(text, done, matcher.start());
            done = matcher.end();
            String name = matcher.group("name");
            if (!matcher.group("literal").isEmpty()) {
                filled.append("${").append(name).append('}');
            } else if (NAME.matcher(name).matches()) {
                Field own = names.get(name);
                filled.append(own == null ? referred(name, call, scope) : evaluator.text(own, scope, call));
            } else {
                throw call.wrong("has the name " + PlainText.quoted(name)
                        + ", and a name has only letters, digits, underscores, periods and colons");
            }
            evaluator.budget().length(filled.length());
        }
        return evaluator.budget().made(filled.append(text, done, text.length()));
    }

    private String referred(String name, FunctionCall call, LoopScope scope) throws Unanswered {
        Field value = evaluator.references().named(name, call.at(), scope);
        if (!value.isText()) {
            throw call.wrong("has " + PlainText.quoted(name) + " in its text, which is not a text");
        }
        return value.text().orElse("");
    }

    /** {@code Fn::Join}. */
    Field join(FunctionCall call, LoopScope scope) throws Unanswered {
        List<Field> arguments = call.arguments(2, 2);
        String delimiter = evaluator.text(arguments.get(0), scope, call);
        Optional<List<String>> texts = evaluator.texts(evaluator.evaluate(arguments.get(1), scope));
        if (texts.isEmpty()) {
            throw call.wrong("has something else where it takes a list of texts");
        }
        long length = 0;
        for (String text : texts.get()) {
            length += text.length() + delimiter.length();
        }
        evaluator.budget().length(length);
        return call.at().withText(evaluator.budget().made(String.join(delimiter, texts.get())));
    }

    /** {@code Fn::Split}. Texts between two delimiters are there even if they are empty. */
    Field split(FunctionCall call, LoopScope scope) throws Unanswered {
        List<Field> arguments = call.arguments(2, 2);
        String delimiter = evaluator.text(arguments.get(0), scope, call);
        if (delimiter.isEmpty()) {
            throw call.wrong("has an empty delimiter");
        }
        String text = evaluator.text(arguments.get(1), scope, call);
        List<String> parts = new ArrayList<>();
        int done = 0;
        for (int next = text.indexOf(delimiter); next >= 0; next = text.indexOf(delimiter, done)) {
            parts.add(text.substring(done, next));
            done = next + delimiter.length();
        }
        parts.add(text.substring(done));
        return call.at().withTexts(parts).madeOf(text);
    }

    /** {@code Fn::Base64}. */
    Field base64(FunctionCall call, LoopScope scope) throws Unanswered {
        String text = evaluator.text(call.argument(), scope, call);
        evaluator.budget().made(text);
        return call.at()
                .withText(Base64.getEncoder().encodeToString(text.getBytes(UTF_8)))
                .madeOf(text);
    }
}
