/**
 * The one engine behind grants, declarations, withdrawals, revocations, plans and migrations: from a wish and the entries
 * there are to changes in a safe order, to what is dangerous about them, and to the calls that make them. Not for users of
 * the library.
 *
 * <p>It flows one way: {@code Wish or DesiredAccess → Difference → Outlook (Order, Safeguards) → ChangeMaker → EntryCalls}.
 */
@NullMarked
package io.github.accessentries.internal.planning;

import org.jspecify.annotations.NullMarked;
