for name, knees in by_system.items():
    matrix = confusion_matrix(knees["grade"], knees["read"], labels=GRADES)
    print(name)
    print(
        pd.DataFrame(
            matrix,
            index=pd.Index(GRADES, name="true"),
            columns=pd.Index(GRADES, name="read as"),
        ),
        end="\n\n",
    )
