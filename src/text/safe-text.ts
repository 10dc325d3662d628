/**
 * The brand of text that may reach a terminal (I8). Only a type: values of it are made in sanitize and nowhere else,
 * and every cast to it outside sanitize is a bug.
 */
declare const brand: unique symbol

/** Text without any character that could drive a terminal, hide something or reorder its surroundings. May hold line feeds. */
export type SafeText = string & { readonly [brand]: 'SafeText' }
