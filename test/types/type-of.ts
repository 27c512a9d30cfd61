/** Whether A and B are identical, not only assignable: no type in the place of `T` distinguishes them. */
type Equal<A, B> = Same<A> extends Same<B> ? true : false;
type Same<A> = <T>() => T extends A ? 1 : 2;

/** `typeOf(value).is<Expected>()` does not compile if the value has another type. */
export declare function typeOf<Actual>(value: Actual): {
  is<Expected>(...mismatch: Equal<Actual, Expected> extends true ? [] : [expected: Expected]): void;
};
