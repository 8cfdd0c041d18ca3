//! Rule families as closed lists of named variants.

/// Declares a rule family: an enum whose variants have a name in files and on the command line.
///
/// The names are those of the reference program, so that its parameter files can be read.
macro_rules! rule_family {
    (
        $(#[$meta:meta])*
        $family:ident { $( $(#[$vmeta:meta])* $variant:ident = $name:literal ),+ $(,)? }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $family {
            $( $(#[$vmeta])* $variant, )+
        }

        impl $family {
            /// Every variant, in the order of the documentation.
            pub const ALL: &'static [$family] = &[ $( $family::$variant ),+ ];

            /// The variant's name in files and on the command line.
            pub fn name(self) -> &'static str {
                match self { $( $family::$variant => $name ),+ }
            }

            /// The variant of this name, whatever its case.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.name().eq_ignore_ascii_case(name))
            }
        }
    };
}

pub(crate) use rule_family;
