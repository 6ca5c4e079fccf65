package io.github.accessentries.internal.iac.terraform;

import io.github.accessentries.internal.iac.terraform.Expression.Conversion;
import io.github.accessentries.internal.iac.terraform.Expression.Items;
import io.github.accessentries.internal.iac.terraform.Expression.Literal;
import io.github.accessentries.internal.iac.terraform.Expression.Member;
import io.github.accessentries.internal.iac.terraform.Expression.Members;
import io.github.accessentries.internal.iac.terraform.Expression.Null;
import io.github.accessentries.internal.iac.terraform.Expression.Opaque;
import io.github.accessentries.internal.iac.terraform.Expression.Reference;
import io.github.accessentries.internal.iac.terraform.Expression.Template;
import java.io.Serial;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads templates and the simple expressions of Terraform's language: references, literals, lists, objects, and the functions that
 * only change a type. Everything else, operators included, stays as it was written.
 */
final class ExpressionParser {

    /** What is deeper is told to be Terraform's business; nobody writes it. */
    private static final int DEEPEST = 50;

    private static final Set<String> CONVERSIONS = Set.of("toset", "tolist", "tomap", "tostring");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
    private static final Pattern INDEX = Pattern.compile("\\d+");
    private static final Pattern BLANKS = Pattern.compile("\\s*");
    private static final Pattern LINE_END = Pattern.compile("[ \\t]*\\r?\\n");

    /** The text goes on in a way that is not read here. */
    private static final class Beyond extends Exception {

        @Serial
        private static final long serialVersionUID = 1L;

        Beyond() {
            super("not a simple expression", null, false, false);
        }
    }

    private final String source;
    private int at;
    private int depth;

    private ExpressionParser(String source, int depth) {
        this.source = source;
        this.depth = depth;
    }

    /** Reads a text as Terraform reads any text of its JSON syntax. */
    static Expression template(String text) {
        if (!text.contains("${") && !text.contains("%{")) {
            return Literal.of(text);
        }
        ExpressionParser parser = new ExpressionParser(text, 0);
        try {
            return parser.template(text.length(), false);
        } catch (Beyond e) {
            return new Opaque(text);
        }
    }

    /** Reads a text as an expression, without the braces around it. */
    static Expression expression(String text) {
        return within(text, 0);
    }

    private static Expression within(String text, int depth) {
        ExpressionParser parser = new ExpressionParser(text, depth);
        try {
            Expression expression = parser.expression();
            parser.skipBlanks();
            return parser.at == text.length() ? expression : new Opaque(text.strip());
        } catch (Beyond e) {
            return new Opaque(text.strip());
        }
    }

    /**
     * What is there up to an end.
     *
     * @param isQuoted whether it stands within quotes, where a backslash has a meaning
     */
    private Template template(int end, boolean isQuoted) throws Beyond {
        int start = at;
        List<Expression> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        while (at < end) {
            if (source.startsWith("$${", at) || source.startsWith("%%{", at)) {
                literal.append(source, at + 1, at + 3);
                at += 3;
            } else if (source.startsWith("%{", at)) {
                throw new Beyond();
            } else if (source.startsWith("${", at)) {
                flush(literal, parts);
                int close = closing(at + 2, '}');
                parts.add(within(source.substring(at + 2, close), depth + 1));
                at = close + 1;
            } else if (isQuoted && source.charAt(at) == '\\') {
                literal.append(escaped());
            } else {
                literal.append(source.charAt(at));
                at++;
            }
        }
        flush(literal, parts);
        return new Template(source.substring(start, end), parts);
    }

    private char escaped() throws Beyond {
        char kind = source.charAt(at + 1);
        at += 2;
        return switch (kind) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '"', '\\' -> kind;
            // Codes of characters, which nobody writes where JSON has them already.
            default -> throw new Beyond();
        };
    }

    /** Where what is open at a place ends, be it a quote or a brace. */
    private int closing(int from, char end) throws Beyond {
        Deque<Character> open = new ArrayDeque<>();
        open.push(end);
        for (int i = from; i < source.length(); i++) {
            char character = source.charAt(i);
            boolean isInText = open.element() == '"';
            if (character == open.element()) {
                open.pop();
                if (open.isEmpty()) {
                    return i;
                }
            } else if (!isInText && (character == '"' || character == '{')) {
                open.push(character == '"' ? '"' : '}');
            } else if (isInText && character == '\\') {
                i++;
            } else if (isInText && (source.startsWith("$${", i) || source.startsWith("%%{", i))) {
                i += 2;
            } else if (isInText && (source.startsWith("${", i) || source.startsWith("%{", i))) {
                open.push('}');
                i++;
            }
        }
        throw new Beyond();
    }

    private Expression expression() throws Beyond {
        depth++;
        if (depth > DEEPEST) {
            throw new Beyond();
        }
        skipBlanks();
        int start = at;
        Expression expression = term(start);
        depth--;
        return expression;
    }

    private Expression term(int start) throws Beyond {
        if (takes("[")) {
            return items(start);
        }
        if (takes("{")) {
            return members(start);
        }
        if (takes("(")) {
            Expression inner = expression();
            require(")");
            return inner;
        }
        if (takes("\"")) {
            return quoted();
        }
        Optional<String> number = next(NUMBER);
        if (number.isPresent()) {
            return new Literal(number.get(), NumberText.of(number.get()).orElseThrow(Beyond::new), true);
        }
        String name = next(NAME).orElseThrow(Beyond::new);
        return switch (name) {
            case "true", "false" -> new Literal(name, name, true);
            case "null" -> new Null(name);
            default -> takes("(") ? conversion(start, name) : reference(start, name);
        };
    }

    private Template quoted() throws Beyond {
        int close = closing(at, '"');
        Template template = template(close, true);
        at = close + 1;
        return template;
    }

    private Expression conversion(int start, String function) throws Beyond {
        if (!CONVERSIONS.contains(function)) {
            throw new Beyond();
        }
        Expression of = expression();
        require(")");
        return new Conversion(source.substring(start, at), function, of);
    }

    private Expression reference(int start, String root) throws Beyond {
        List<Expression> steps = new ArrayList<>();
        while (true) {
            if (takes(".")) {
                String step = next(NAME).or(() -> next(INDEX)).orElseThrow(Beyond::new);
                steps.add(Literal.of(step));
            } else if (takes("[")) {
                steps.add(expression());
                require("]");
            } else {
                return new Reference(source.substring(start, at), root, steps);
            }
        }
    }

    private Expression items(int start) throws Beyond {
        List<Expression> items = new ArrayList<>();
        while (!takesAfterBlanks("]")) {
            items.add(expression());
            if (!takesAfterBlanks(",")) {
                require("]");
                break;
            }
        }
        return new Items(source.substring(start, at), items);
    }

    private Expression members(int start) throws Beyond {
        List<Member> members = new ArrayList<>();
        while (!takesAfterBlanks("}")) {
            Expression name = memberName();
            skipBlanks();
            if (!takes("=")) {
                require(":");
            }
            members.add(new Member(name, expression()));
            // Members may be on lines of their own instead.
            boolean isLineEnd = next(LINE_END).isPresent();
            if (!takesAfterBlanks(",") && !isLineEnd) {
                require("}");
                break;
            }
        }
        return new Members(source.substring(start, at), members);
    }

    /** A name without quotes stands for itself. */
    private Expression memberName() throws Beyond {
        skipBlanks();
        Optional<String> name = next(NAME);
        return name.isPresent() ? Literal.of(name.get()) : expression();
    }

    private boolean takesAfterBlanks(String token) {
        skipBlanks();
        return takes(token);
    }

    private void require(String token) throws Beyond {
        if (!takesAfterBlanks(token)) {
            throw new Beyond();
        }
    }

    private boolean takes(String token) {
        boolean isThere = source.startsWith(token, at);
        at += isThere ? token.length() : 0;
        return isThere;
    }

    private void skipBlanks() {
        next(BLANKS);
    }

    private Optional<String> next(Pattern pattern) {
        Matcher matcher = pattern.matcher(source).region(at, source.length());
        if (!matcher.lookingAt()) {
            return Optional.empty();
        }
        at = matcher.end();
        return Optional.of(matcher.group());
    }

    private static void flush(StringBuilder literal, List<Expression> parts) {
        if (!literal.isEmpty()) {
            parts.add(Literal.of(literal.toString()));
            literal.setLength(0);
        }
    }
}
