/**
 * The one engine behind grants, declarations, withdrawals, revocations, plans and migrations: from a wish and the
 * existing entries to changes in a safe order, to the dangers of these changes, and to the calls that make them. Not
 * for users of the library.
 *
 * <p>Data flows one way: {@code Wish or DesiredAccess → Difference → Outlook (Order, Safeguards) → ChangeMaker →
 * EntryCalls}.
 */
@NullMarked
package io.github.accessentries.internal.planning;

import org.jspecify.annotations.NullMarked;
