package io.github.accessentries.testkit.contract;

import io.github.accessentries.AccessScope;
import io.github.accessentries.manage.Grant;
import io.github.accessentries.manage.Withdrawal;
import io.github.accessentries.plan.ApplyOptions;
import io.github.accessentries.plan.SignOff;
import java.lang.reflect.Method;

/** Wraps entries, and the changes that they hand out, and does not hear one word of what it should pass on. */
record Deaf(String type, String word) implements EachWord {

    @Override
    public Object answer(Object whole, Method method, Object[] of) throws ReflectiveOperationException {
        if (!method.getDeclaringClass().getSimpleName().equals(type)
                || !method.getName().equals(word)) {
            return method.invoke(whole, of);
        }
        if (whole instanceof Grant.ScopeChoice choice) {
            if (of.length == 0) {
                return choice.inNamespaces("team-a");
            }
            return choice.in(
                    of[0] instanceof AccessScope scope
                            ? scope
                            : AccessScope.namespaces((String) of[0], (String[]) of[1]));
        }
        if (whole instanceof Withdrawal.PlaceChoice choice) {
            return choice.everywhere();
        }
        if (method.getReturnType() == method.getDeclaringClass()) {
            return whole;
        }
        for (int i = 0; i < of.length; i++) {
            of[i] = of[i] instanceof SignOff ? SignOff.none() : unsigned(of[i]);
        }
        return method.invoke(whole, of);
    }

    private static Object unsigned(Object argument) {
        return argument instanceof ApplyOptions options
                ? ApplyOptions.builder().from(options).signOff(SignOff.none()).build()
                : argument;
    }
}
