package io.github.accessentries.internal.iac.terraform;

import java.util.List;
import java.util.stream.Stream;

/** An expression of Terraform's language, as far as it can be answered from a document. */
sealed interface Expression {

    /** What was written. */
    String text();

    /** A text, number or truth value that stands for itself. */
    record Literal(String text, String value, boolean isPlain) implements Expression {

        static Literal of(String text) {
            return new Literal(text, text, false);
        }
    }

    /** The value {@code null}. */
    record Null(String text) implements Expression {}

    /** A text with expressions in it; one alone stands for its value, whatever that is. */
    record Template(String text, List<Expression> parts) implements Expression {}

    /** A name and the way from there, for example {@code local.roles["ops"].arn}. */
    record Reference(String text, String root, List<Expression> steps) implements Expression {

        /** The one with a key. */
        Reference item(String key) {
            return to(text + "[" + Instance.quoted(key) + "]", List.of(Literal.of(key)));
        }

        /** A name for what lies behind it, and the way there. */
        Reference to(String longer, List<Expression> further) {
            return new Reference(
                    longer,
                    root,
                    Stream.concat(steps.stream(), further.stream()).toList());
        }
    }

    /** One of the functions that change nothing but the type. */
    record Conversion(String text, String function, Expression of) implements Expression {}

    /** A list. */
    record Items(String text, List<Expression> items) implements Expression {}

    /** A member of an object. */
    record Member(Expression name, Expression value) {}

    /** An object. */
    record Members(String text, List<Member> members) implements Expression {}

    /** What only Terraform can evaluate. */
    record Opaque(String text) implements Expression {}
}
